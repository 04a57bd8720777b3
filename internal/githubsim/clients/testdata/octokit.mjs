// What an App does with @octokit/rest, from its JWT to a review. Every answer
// that matters is printed as one line of JSON, for the test to compare.
import { readFileSync } from "node:fs";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";

const { API, APP_ID, INSTALLATION, KEY_FILE } = process.env;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const auth = { appId: Number(APP_ID), privateKey: readFileSync(KEY_FILE, "utf8") };
const say = (name, value) => console.log(JSON.stringify([name, value]));
const client = (more) => new Octokit({ baseUrl: API, authStrategy: createAppAuth, auth: { ...auth, ...more }, log: quiet });
const refused = (promise) => promise.then(() => 0, (error) => error.status);
const book = { owner: "lovelace", repo: "book" };

const app = client();
say("app", (await app.rest.apps.getAuthenticated()).data.slug);
const { data: found } = await app.rest.apps.getRepoInstallation(book);
say("installation", String(found.id) === INSTALLATION);

const bot = client({ installationId: found.id });
const { data: idea } = await bot.rest.issues.create({ ...book, title: "An idea", body: "Once.", labels: ["tale", "new"] });
say("issue", [idea.number, idea.user.login, idea.labels.map((label) => label.name)]);
await bot.rest.issues.createComment({ ...book, issue_number: idea.number, body: "Tell it!" });
await bot.rest.issues.update({ ...book, issue_number: idea.number, state: "closed", state_reason: "not_planned" });
for (const title of ["Two", "Three"]) {
  await bot.rest.issues.create({ ...book, title });
}
const pages = await bot.paginate(bot.rest.issues.listForRepo, { ...book, state: "all", direction: "asc", per_page: 1 });
say("issues", pages.map((issue) => `${issue.title} ${issue.state}`));

const { data: ref } = await bot.rest.git.getRef({ ...book, ref: "heads/tale" });
say("log", (await bot.rest.repos.listCommits({ ...book, sha: "tale", path: "src/tale.md" })).data.map((commit) => commit.commit.message));
const { data: pull } = await bot.rest.pulls.create({ ...book, title: "A tale", head: "tale", base: "main", body: `Closes #${idea.number}` });
say("diff", (await bot.rest.pulls.get({ ...book, pull_number: pull.number, mediaType: { format: "diff" } })).data.split("\n")[0]);
say("raw", (await bot.rest.repos.getContent({ ...book, path: "src/tale.md", ref: "tale", mediaType: { format: "raw" } })).data);
say("sha", (await bot.rest.repos.getCommit({ ...book, ref: "tale", mediaType: { format: "sha" } })).data === ref.object.sha);
const { data: review } = await bot.rest.pulls.createReview({
  ...book, pull_number: pull.number, event: "COMMENT", comments: [{ path: "src/tale.md", line: 1, side: "RIGHT", body: "Only once?" }],
});
say("review", [review.state, review.body]);
const { data: run } = await bot.rest.checks.create({ ...book, name: "story", head_sha: ref.object.sha, status: "completed", conclusion: "neutral" });
say("check", [run.status, run.conclusion]);
say("merge", (await bot.rest.pulls.merge({ ...book, pull_number: pull.number })).data.merged);

const { repository } = await bot.graphql(
  "query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { pullRequest(number: 4) { merged } } }", book);
say("graphql", repository.pullRequest.merged);

say("not a pull request", await refused(bot.rest.pulls.get({ ...book, pull_number: idea.number })));
say("no such path", await refused(bot.rest.repos.listBranches(book)));
say("wrong state", await refused(bot.rest.issues.listForRepo({ ...book, state: "ajar" })));
