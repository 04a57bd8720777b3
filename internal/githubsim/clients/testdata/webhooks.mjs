// A receiver made of @octokit/webhooks: it checks each signature and prints
// what came. The first line is its port; it ends when its input does.
import { createServer } from "node:http";
import { Webhooks, createNodeMiddleware } from "@octokit/webhooks";

const webhooks = new Webhooks({ secret: process.env.SECRET, log: { debug() {}, info() {}, warn() {}, error() {} } });
webhooks.onAny(({ id, name, payload }) => console.log(JSON.stringify([name, payload.action ?? "", payload.repository.full_name, id !== ""])));
const server = createServer(createNodeMiddleware(webhooks, { path: "/" }));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
