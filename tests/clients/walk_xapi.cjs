// The npm client @xapi/xapi against a running store: node walk_xapi.cjs ENDPOINT KEY SECRET MODULES
const assert = require("node:assert");
const { createHash, randomUUID } = require("node:crypto");
const { createRequire } = require("node:module");

const [endpoint, key, secret, modules] = process.argv.slice(2);
const XAPI = createRequire(`${modules}/`)("@xapi/xapi");
const config = { endpoint: `${endpoint}/`, auth: XAPI.toBasicAuth(key, secret), version: "1.0.3" };
const client = new XAPI(config);
// With its other adapter it loses the multipart header in Node.
const fetching = new XAPI({ ...config, adapter: "fetch" });

const agent = { objectType: "Agent", mbox: `mailto:${randomUUID()}@example.org` };
const activity = { objectType: "Activity", id: `https://example.org/${randomUUID()}`, definition: { name: { de: "Bäume" } } };
const statement = { actor: agent, verb: XAPI.Verbs.COMPLETED, object: activity, result: { score: { scaled: 0.85 } } };

async function statements() {
  const [id] = (await client.sendStatement({ statement })).data;
  const stored = (await client.getStatement({ statementId: id })).data;
  assert.deepStrictEqual([stored.actor, stored.object, stored.result], [agent, activity, statement.result]);

  const many = (await client.sendStatements({ statements: Array(5).fill(statement) })).data;
  let page = (await client.getStatements({ agent, limit: 2 })).data;
  const found = page.statements.map((each) => each.id);
  while (page.more) {
    page = (await client.getMoreStatements({ more: page.more })).data;
    found.push(...page.statements.map((each) => each.id));
  }
  assert.deepStrictEqual(found, [id, ...many].reverse());

  await client.voidStatement({ actor: agent, statementId: id });
  await assert.rejects(client.getStatement({ statementId: id }));
  assert.strictEqual((await client.getVoidedStatement({ voidedStatementId: id })).data.id, id);
}

async function attachments() {
  const content = "Ein Zeugnis mit ä";
  const bytes = new TextEncoder().encode(content);
  const attachment = {
    usageType: XAPI.AttachmentUsages.CERTIFICATE_OF_COMPLETION,
    display: { de: "Zeugnis" },
    contentType: "text/plain",
    length: bytes.length,
    sha2: createHash("sha256").update(bytes).digest("hex"),
  };
  const [id] = (
    await fetching.sendStatement({ statement: { ...statement, attachments: [attachment] }, attachments: [bytes] })
  ).data;
  const parts = (await client.getStatement({ statementId: id, attachments: true })).data;
  assert.deepStrictEqual([parts[0].id, parts[1]], [id, content]);
}

async function documents() {
  const state = { agent, activityId: activity.id, stateId: "bookmark" };
  await client.createState({ ...state, state: { page: 3 } });
  await client.createState({ ...state, state: { font: "large" } });
  assert.deepStrictEqual((await client.getState(state)).data, { page: 3, font: "large" });
  assert.deepStrictEqual((await client.getStates({ agent, activityId: activity.id })).data, ["bookmark"]);
  await client.deleteStates({ agent, activityId: activity.id });
  assert.deepStrictEqual((await client.getStates({ agent, activityId: activity.id })).data, []);

  const profile = { activityId: activity.id, profileId: "settings" };
  await client.createActivityProfile({ ...profile, profile: { a: 1 } });
  const { headers } = await client.getActivityProfile(profile);
  await client.setActivityProfile({ ...profile, profile: { a: 2 }, etag: headers.etag, matchHeader: "If-Match" });
  await assert.rejects(
    client.setActivityProfile({ ...profile, profile: { a: 3 }, etag: headers.etag, matchHeader: "If-Match" }),
  );
  assert.deepStrictEqual((await client.getActivityProfile(profile)).data, { a: 2 });

  await client.createAgentProfile({ agent, profileId: "taste", profile: { colour: "blue" } });
  assert.deepStrictEqual((await client.getAgentProfiles({ agent })).data, ["taste"]);
}

async function others() {
  assert.ok((await client.getAbout()).data.version.includes("1.0.3"));
  assert.strictEqual((await client.getActivity({ activityId: activity.id })).data.definition.name.de, "Bäume");
  assert.deepStrictEqual((await client.getAgent({ agent })).data.mbox, [agent.mbox]);
}

(async () => {
  for (const walk of [statements, attachments, documents, others]) await walk();
  console.log("walked"); // the test reads it
})().catch((error) => {
  console.error(error.response?.data ?? error);
  process.exit(1);
});
