// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { canonicalJson, hashOf, type JsonValue, type SaltedPart } from "@licet/domain";
import { ledgerKey, valueKey } from "@licet/chaincode/internal/fabric/keys";
import { act, ask } from "../harness/honest.js";
import { CHAINCODE } from "../harness/network.js";
import { sha256 } from "../harness/write-set.js";
import { MSP, PARTIES } from "../world/actors.js";
import { certificateContent, goodsContent } from "../world/content.js";
import { REF, type World } from "../world/world.js";
import { hashLike } from "./samples.js";
import { type Attack, attacksOf, mustBeRefused, type Outcome, refusedBy, type Stage } from "./types.js";

const AEC = "customs1@AEAuthorityMSP";
const GBC = "customs1@GBAuthorityMSP";

/** Salts that an outsider could make from what was shared or what every member can read. */
function guessableSalts(shared: SaltedPart, txIds: readonly string[]): readonly string[] {
  const { salt } = shared;
  const seeds = [salt, "0".repeat(64), hashOf(shared as unknown as JsonValue), hashOf(salt)];
  const derived = txIds.flatMap((transaction) => [
    hashOf({ salt, transaction, line: 1 }),
    hashOf({ salt, transaction, key: valueKey(REF.valued, 1) }),
    hashOf({ salt, transaction }),
    hashLike(`${salt}${transaction}`),
    hashLike(`${transaction}/${valueKey(REF.valued, 1)}`),
    transaction,
  ]);
  return [...seeds, ...derived];
}

/** The attacker's best case: it already knows the value and only asks whether a salt that it can make confirms it. */
async function confirmsValue({ world }: Stage, txIds: readonly string[]): Promise<Outcome> {
  await world.observed.catchUp();
  const target = world.observed.hashIn(MSP.exporting, valueKey(REF.valued, 1));
  const ref = { kind: "licence", id: REF.valued, part: "content" };
  const { json } = await world.query(AEC, "sharing:ReadPart", ref);
  const { content, salt } = json as unknown as SaltedPart;
  const owner = await world.query(GBC, "licence:ReadValue", { licence: REF.valued, line: 1 });
  const { available: _available, ...balance } = owner.json as Record<string, JsonValue>;
  const salts = guessableSalts({ content, salt }, txIds);
  const found = salts.find((one) => {
    const text = canonicalJson({ ...balance, salt: one });
    return Buffer.from(sha256(text)).toString("hex") === target;
  });
  return found === undefined
    ? { as: "without-effect", says: `none of ${salts.length.toString()} salts confirms the value` }
    : { as: "succeeded", says: "the value's hash is confirmed by a salt that was derived" };
}

const guessing = attacksOf(
  {
    kind: "value-guessed-from-hash",
    group: "member-alone",
    principle: 8,
    what: "A state that was given a licence's content works its secret value balance out from public hashes",
    expected: { as: "without-effect" },
    finding: 9,
  },
  [
    {
      on: "as issued",
      run: (stage: Stage) => confirmsValue(stage, everyTransaction(stage.world)),
    },
    {
      on: "after a write-off",
      moves: true,
      run: async (stage: Stage): Promise<Outcome> => {
        const reserved = await reserveValue(stage.world, GBC, "123456");
        if (reserved.code !== "OK") throw new Error(`the owner's own write-off: ${reserved.code} ${reserved.message}`);
        return confirmsValue(stage, [...everyTransaction(stage.world), reserved.txId]);
      },
    },
  ],
);

/** Ids of the transactions that wrote entries of a line, which every member can read from the keys. */
function everyTransaction(world: World): readonly string[] {
  const prefix = ledgerKey("licence-entry", REF.valued, "1");
  return world.observed
    .keys()
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length).split("\u0000")[1] ?? "");
}

function reserveInput(reference: string) {
  return {
    document: { type: "LRN", reference },
    lines: [{ licence: REF.valued, line: 1, item: 1, quantity: { amount: "1000", unit: "KGM" } }],
  };
}

function reserveValue(world: World, user: string, pence: string) {
  const values = { values: [{ amount: pence, currency: "GBP" }] };
  return world.act(user, "licence:Reserve", reserveInput(world.fresh("LRN-V")), { parts: { values } });
}

const ORACLES = [
  { on: "another state", user: AEC },
  { on: "the destination", user: "customs1@PKAuthorityMSP" },
  { on: "a state that is not concerned", user: "customs1@DEAuthorityMSP" },
] as const;

const oracle = attacksOf(
  {
    kind: "refusal-as-oracle",
    group: "user",
    principle: 8,
    what: "Asks the owner's peer again and again, with other values, where its secret balance lies",
    expected: refusedBy("WRITE_OFF_NOT_GRANTED"),
    finding: 9,
  },
  ORACLES.map(({ on, user }) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const answers = new Set<string>();
      for (const pence of ["1", "1000000", "24999999999", "25000000000", "25000000001", "900000000000000"]) {
        const values = { values: [{ amount: pence, currency: "GBP" }] };
        const input = reserveInput("LRN-ORACLE");
        const { message, code } = await ask(world.net, world.as(user), "licence:Reserve", input, { parts: { values } });
        answers.add(`${code} ${message}`);
      }
      const [one = "", ...others] = answers;
      if (others.length > 0) return { as: "succeeded", says: `${answers.size.toString()} different answers` };
      return { as: "refused", by: one };
    },
  })),
);

const grantedOracle = attacksOf(
  {
    kind: "refusal-as-oracle-where-granted",
    group: "user",
    principle: 8,
    what: "Customs of a state that may write a licence off ask where its secret balance lies",
    expected: refusedBy("LINE_VALUE_OWNER_ONLY", "LICENCE_VALUE_EXCEEDED"),
    finding: 9,
  },
  [
    {
      on: "a licence that names the state",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const licence = await world.licence(world.fresh("GBSIEGRANT"), { value: "25000000000", writeOffBy: ["AE"] });
        const input = { ...reserveInput("LRN-GRANTED") };
        const lines = input.lines.map((line) => ({ ...line, licence }));
        const answers: string[] = [];
        for (const pence of ["25000000001", "900000000000000"]) {
          const values = { values: [{ amount: pence, currency: "GBP" }] };
          const said = await ask(
            world.net,
            world.as(AEC),
            "licence:Reserve",
            { ...input, lines },
            { parts: { values } },
          );
          answers.push(`${said.code} ${said.message}`);
          if (said.message.includes("25000000000")) return { as: "succeeded", says: "the refusal tells the limit" };
        }
        return { as: "refused", by: answers[0] ?? "" };
      },
    },
  ],
);

/** Salts that nobody drew at random. */
const WEAK_SALTS: Readonly<Record<string, string>> = {
  "all zero": "0".repeat(64),
  "one byte again and again": "ab".repeat(32),
  "four bytes again and again": "01020304".repeat(8),
  "counted to 15": "000102030405060708090a0b0c0d0e0e".repeat(2),
  "too short": "1234",
  "no hexadecimal": "z".repeat(64),
};

const weakSalt = attacksOf(
  {
    kind: "weak-salt",
    group: "user",
    principle: 8,
    what: "Commits to confidential content with a salt that can be guessed",
    expected: refusedBy("INVALID_CONFIDENTIAL_INPUT"),
    finding: 10,
  },
  Object.entries(WEAK_SALTS).map(([on, salt]) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const parts = { content: { salt, content: certificateContent() } };
      const done = await world.act(
        "enduser1@PKAuthorityMSP",
        "certificate:Draft",
        { certificate: "PK-EUC-WEAK" },
        { parts },
      );
      return mustBeRefused(done, "the salt was accepted");
    },
  })),
);

const random = (): string => randomBytes(32).toString("hex");

/** Transient input that nothing declares. */
const UNDECLARED: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  "a part that is not declared": () => confidential({ nonsense: { salt: random(), content: "x" } }, {}),
  "evidence that is not asked for": () => confidential({}, { nonsense: { salt: random(), content: "x" } }),
  "a part of 800 kilobytes that is not declared": () =>
    confidential({ nonsense: { salt: random(), content: "x".repeat(800_000) } }, {}),
  "a part of 8 megabytes": () => confidential({ content: { salt: random(), content: "x".repeat(8_000_000) } }, {}),
  "another field": () => ({ nonsense: "x" }),
  "another field beside": () => ({ ...confidential({}, {}), extra: "x".repeat(100_000) }),
  "no JSON": () => ({ confidential: "{" }),
  "another form": () => ({ confidential: JSON.stringify({ parts: [], evidence: 1 }) }),
};

function confidential(parts: Readonly<Record<string, unknown>>, evidence: Readonly<Record<string, unknown>>) {
  return { confidential: JSON.stringify({ parts, evidence }) };
}

const undeclared = attacksOf(
  {
    kind: "undeclared-transient",
    group: "user",
    principle: 9,
    what: "Hands confidential input in that no transaction declares, for somebody's peer to endorse and keep",
    expected: refusedBy("INVALID_CONFIDENTIAL_INPUT", "LIMIT_EXCEEDED"),
    finding: 10,
  },
  Object.entries(UNDECLARED).map(([on, transient]) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const input = { consignment: REF.carried, reason: "other" };
      const done = await world.act(AEC, "checkpoint:Hold", input, { transient: transient() });
      return mustBeRefused(done, "it was endorsed");
    },
  })),
);

const queryTransient = attacksOf(
  {
    kind: "transient-in-a-query",
    group: "user",
    principle: 9,
    what: "Hands confidential input to a query",
    expected: refusedBy("INVALID_CONFIDENTIAL_INPUT"),
    finding: 10,
  },
  (["licence:Read", "checkpoint:Verify", "party:WhoAmI"] as const).map((name) => ({
    on: name,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const input = {
        "licence:Read": { licence: REF.licence },
        "checkpoint:Verify": { licence: REF.licence },
        "party:WhoAmI": {},
      }[name];
      const args = [name, JSON.stringify(input)];
      const { code } = await world.net.propose(world.as(AEC), MSP.transit, args, { transient: { confidential: "{}" } });
      return mustBeRefused({ code }, "it was answered");
    },
  })),
);

const unregistered = attacksOf(
  {
    kind: "content-of-nothing-shared",
    group: "member-alone",
    principle: 1,
    what: "Has another state accept content of a record that its owner has not proven",
    expected: refusedBy(
      "NOT_FOUND",
      "COMMITMENT_MISMATCH",
      "INVALID_CONFIDENTIAL_INPUT",
      "EVENT_NOT_ON_CHAIN",
      "CONSIGNMENT_NOT_AUTHENTIC",
    ),
    finding: 10,
  },
  (
    [
      ["consignment", "AE-CN-NOTHING", "goods"],
      ["custody-event", `AE-CN-NOTHING:1:${"1".repeat(64)}`, "content"],
      ["custody-event", `${REF.carried}:9:${"1".repeat(64)}`, "content"],
      ["certificate", "AE-EUC-NOTHING", "content"],
      ["licence", "AESIENOTHING", "content"],
      ["inspection", `${REF.carried}#AE-IN-NOTHING`, "findings"],
      ["party", "AE-EX-NOTHING", "content"],
      ["application", "AE-AP-NOTHING", "content"],
    ] as const
  ).map(([kind, id, part]) => ({
    on: `${kind}.${part} ${id.slice(0, 24)}`,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const content = { salt: random(), content: goodsContent() };
      const commitments = { [part]: hashOf(content) };
      await hostile(MSP.transit).write({
        writes: [
          {
            key: ledgerKey(kind, id),
            value: canonicalJson({ schema: 1, record: { id, commitments } }),
          },
          {
            key: ledgerKey(kind, ...id.split(":").slice(0, 1), "000000001", "1".repeat(64)),
            value: canonicalJson({ schema: 1, record: { commitments } }),
          },
        ],
      });
      const input = { ref: { kind, id, part }, to: MSP.importing };
      const done = await act(world.net, world.as(AEC), "sharing:Share", input, { evidence: { part: content } });
      return mustBeRefused(done, "the other state keeps it");
    },
  })),
);

const otherContent = attacksOf(
  {
    kind: "other-content-shared",
    group: "user",
    principle: 6,
    what: "Has another state accept content that is not what the record commits to",
    expected: refusedBy("COMMITMENT_MISMATCH"),
  },
  (
    [
      ["licence", REF.licence, "content"],
      ["consignment", REF.carried, "goods"],
      ["consignment", REF.carried, "transport"],
    ] as const
  ).map(([kind, id, part]) => ({
    on: `${kind}.${part}`,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const evidence = { part: { salt: random(), content: goodsContent() } };
      const done = await world.act(GBC, "sharing:Share", { ref: { kind, id, part }, to: MSP.transit }, { evidence });
      return mustBeRefused(done, "the other state keeps it");
    },
  })),
);

const toCarriers = attacksOf(
  {
    kind: "shared-with-carriers",
    group: "user",
    principle: 9,
    what: "An officer shares with a carriers' organisation what carriers never get",
    expected: refusedBy("SHARING_NOT_ALLOWED"),
  },
  (
    [
      ["licence", REF.licence, "content"],
      ["consignment", REF.carried, "goods"],
      ["party", PARTIES.exporter.id, "content"],
    ] as const
  ).map(([kind, id, part]) => ({
    on: `${kind}.${part}`,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const done = await world.act(GBC, "sharing:Share", { ref: { kind, id, part }, to: MSP.carriers });
      return mustBeRefused(done, "the carriers keep it");
    },
  })),
);

const channelData = attacksOf(
  {
    kind: "private-data-asked-directly",
    group: "member-alone",
    principle: 9,
    what: "Asks Fabric's own chaincodes or a chaincode function of another name for what collections hold",
    expected: refusedBy("", "could not find", "not found", "access", "unknown", "does not exist", "INVALID_INPUT"),
  },
  [
    ["GetPrivateData", `_implicit_org_${MSP.exporting}`, valueKey(REF.valued, 1)],
    ["org.hyperledger.fabric:GetMetadata"],
    ["licence:readValue", JSON.stringify({ licence: REF.valued, line: 1 })],
    ["licence:ReadValue", JSON.stringify({ licence: REF.valued, line: 1 })],
  ].map((args) => ({
    on: args[0] ?? "",
    run: async ({ world }: Stage): Promise<Outcome> => {
      const { code, payload } = await world.net.propose(world.as(AEC), MSP.exporting, args, { chaincode: CHAINCODE });
      if (code === "OK" && payload.includes("25000000000")) return { as: "succeeded", says: payload.slice(0, 120) };
      return { as: "refused", by: code === "OK" ? "nothing secret answered" : code };
    },
  })),
);

/** A hostile member looks for secrets, or has others keep what they never agreed to. */
export const MEMBER_SECRETS: readonly Attack[] = [
  ...guessing,
  ...oracle,
  ...grantedOracle,
  ...weakSalt,
  ...undeclared,
  ...queryTransient,
  ...unregistered,
  ...otherContent,
  ...toCarriers,
  ...channelData,
];
