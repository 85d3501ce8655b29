// The npm client tincanjs against a running store: node walk_tincan.cjs ENDPOINT KEY SECRET MODULES
const assert = require("node:assert");
const { randomUUID } = require("node:crypto");
const { createRequire } = require("node:module");

const [endpoint, username, password, modules] = process.argv.slice(2);
const TinCan = createRequire(`${modules}/`)("tincanjs");
const lrs = new TinCan.LRS({ endpoint: `${endpoint}/`, username, password, allowFail: false });

const mbox = `mailto:${randomUUID()}@example.org`;
const agent = new TinCan.Agent({ mbox });
const activity = new TinCan.Activity({ id: `https://example.org/${randomUUID()}`, definition: { name: { de: "Bäume" } } });
const statement = () => new TinCan.Statement({ actor: { mbox }, verb: { id: "https://example.org/read" }, target: { id: activity.id } });

// Its callbacks take (error, result); an error is null or the status.
const call = (method, ...given) =>
  new Promise((resolve, reject) => {
    const config = given.pop();
    const callback = (error, result) => (error ? reject(new Error(`${method}: ${error} ${result?.responseText}`)) : resolve(result));
    lrs[method](...given, { ...config, callback });
  });

async function statements() {
  const [one, ...others] = Array.from({ length: 4 }, statement);
  await call("saveStatement", one, {});
  await call("saveStatements", others, {});
  assert.strictEqual((await call("retrieveStatement", one.id, {})).id, one.id);

  let page = await call("queryStatements", { params: { agent, limit: 3 } });
  const found = page.statements.map((each) => each.id);
  while (page.more) {
    page = await call("moreStatements", { url: page.more });
    found.push(...page.statements.map((each) => each.id));
  }
  assert.deepStrictEqual(new Set(found), new Set([one.id, ...others.map((each) => each.id)]));
}

async function documents() {
  const where = { agent, activity };
  await call("saveState", "bookmark", { page: 3 }, { ...where, contentType: "application/json" });
  assert.deepStrictEqual((await call("retrieveState", "bookmark", where)).contents, { page: 3 });
  assert.deepStrictEqual(await call("retrieveStateIds", where), ["bookmark"]);
  await call("dropState", "bookmark", where);
  assert.deepStrictEqual(await call("retrieveStateIds", where), []);

  await call("saveAgentProfile", "taste", { colour: "blue" }, { agent, contentType: "application/json" });
  assert.deepStrictEqual((await call("retrieveAgentProfile", "taste", { agent })).contents, { colour: "blue" });
  await call("saveActivityProfile", "settings", "kurz", { activity, contentType: "text/plain" });
  assert.strictEqual((await call("retrieveActivityProfile", "settings", { activity })).contents, "kurz");
}

async function others() {
  assert.ok((await call("about", {})).version.includes("1.0.2"));
  assert.strictEqual((await call("retrieveActivity", activity.id, {})).id, activity.id);
}

(async () => {
  for (const walk of [statements, documents, others]) await walk();
  console.log("walked"); // the test reads it
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
