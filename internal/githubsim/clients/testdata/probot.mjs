// A small App on Probot: it answers each new issue with a comment. The first
// line is its port; it ends when its input does.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Probot, createNodeMiddleware } from "probot";

const { APP_ID, KEY_FILE, SECRET, API } = process.env;
const probot = new Probot({ appId: Number(APP_ID), privateKey: readFileSync(KEY_FILE, "utf8"), secret: SECRET, baseUrl: API, logLevel: "fatal" });
const app = (probot) => {
  probot.on("issues.opened", async (context) => {
    await context.octokit.rest.issues.createComment(context.issue({ body: `Thank you, ${context.payload.issue.user.login}!` }));
    console.log(JSON.stringify("answered"));
  });
};
const server = createServer(await createNodeMiddleware(app, { probot, webhooksPath: "/" }));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
