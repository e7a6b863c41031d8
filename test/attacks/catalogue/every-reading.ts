// SPDX-License-Identifier: Apache-2.0
import { DISCLOSURE, jurisdictionOf, type PartRef, ROLES, type Role, TRANSACTIONS } from "@licet/domain";
import { ledgerKey } from "@licet/chaincode/internal/fabric/keys";
import { mint } from "../harness/mint.js";
import { MSP } from "../world/actors.js";
import { REF, type World } from "../world/world.js";
import { QUERY_INPUTS, type QueryName } from "./queries.js";
import { type Attack, attacksOf, type Outcome, refusedBy, type Stage } from "./types.js";

/** A record that has each confidential part, of the exporting state's own peer; the test compares it with the disclosure table. */
export const PART_SAMPLES: Readonly<Record<string, (world: World) => PartRef & { readonly holder: string }>> = {
  "party.content": () => at(MSP.exporting, { kind: "party", id: "GB-EX-0001", part: "content" }),
  "application.content": () => at(MSP.exporting, { kind: "application", id: REF.openApplication, part: "content" }),
  "licence.content": () => at(MSP.exporting, { kind: "licence", id: REF.licence, part: "content" }),
  "certificate.content": () => at(MSP.importing, { kind: "certificate", id: REF.certificate, part: "content" }),
  "certificate.signature": () => at(MSP.importing, { kind: "certificate", id: REF.certificate, part: "signature" }),
  "consignment.goods": () => at(MSP.exporting, { kind: "consignment", id: REF.carried, part: "goods" }),
  "consignment.transport": () => at(MSP.exporting, { kind: "consignment", id: REF.carried, part: "transport" }),
  "custody-event.content": (world) =>
    at(MSP.carriers, { kind: "custody-event", id: world.found.get("incident") ?? "", part: "content" }),
  "custody-event.findings": (world) =>
    at(MSP.carriers, { kind: "custody-event", id: world.found.get("incident") ?? "", part: "findings" }),
  "inspection.findings": (world) =>
    at(MSP.transit, {
      kind: "inspection",
      id: `${REF.carried}#${world.found.get("inspection") ?? ""}`,
      part: "findings",
    }),
};

function at(holder: string, ref: PartRef) {
  return { ...ref, holder };
}

function refOf({ kind, id, part }: PartRef): PartRef {
  return { kind, id, part };
}

const READ_REFUSED = refusedBy(
  "NOT_DISCLOSED",
  "PRIVATE_READ_REFUSED",
  "NOT_HELD",
  "NOT_FOUND",
  "ROLE_NOT_ALLOWED",
  "COMMITMENT_MISMATCH",
);

async function readAs(
  { world }: Stage,
  name: string,
  mspId: string,
  attributes: Readonly<Record<string, string>>,
  peerOf: string,
): Promise<Outcome> {
  const sample = PART_SAMPLES[name];
  if (sample === undefined) throw new Error(`There is no sample of ${name}.`);
  const person = await mint(world.net, mspId, world.fresh("reader"), attributes);
  const { code } = await world.net.query(person, peerOf, "sharing:ReadPart", refOf(sample(world)));
  return code === "OK" ? { as: "succeeded", says: `${name} was read` } : { as: "refused", by: code };
}

const parts = Object.keys(DISCLOSURE);

const wrongReader = attacksOf(
  {
    kind: "read-part-in-wrong-role",
    group: "user",
    principle: 9,
    what: "Reads confidential content in a role that may not, at the organisation that holds it",
    expected: READ_REFUSED,
    finding: 18,
  },
  parts.flatMap((name) => {
    const { readers = [] } = DISCLOSURE[name as keyof typeof DISCLOSURE] ?? {};
    const wrong: (Role | undefined)[] = [...ROLES.filter((role) => !readers.includes(role)), undefined];
    return wrong.map((role) => ({
      on: `${name} as ${role ?? "nobody"}`,
      run: (stage: Stage) => {
        const { holder } = PART_SAMPLES[name]!(stage.world);
        return readAs(stage, name, holder, role === undefined ? {} : { "licet.role": role }, holder);
      },
    }));
  }),
);

const strangersParty = attacksOf(
  {
    kind: "read-part-for-strange-party",
    group: "user",
    principle: 9,
    what: "Reads confidential content in the right role for a party that it does not concern",
    expected: READ_REFUSED,
    finding: 18,
  },
  parts.flatMap((name) =>
    (["exporter", "end-user", "carrier"] as const).map((role) => ({
      on: `${name} as ${role}`,
      run: (stage: Stage) => {
        const { holder } = PART_SAMPLES[name]!(stage.world);
        const party = `${jurisdictionOf(holder) ?? "CARRIERS"}-EX-7777`;
        return readAs(stage, name, holder, { "licet.role": role, "licet.party": party }, holder);
      },
    })),
  ),
);

const foreignPeer = attacksOf(
  {
    kind: "read-part-at-foreign-peer",
    group: "member-alone",
    principle: 9,
    what: "An officer of another organisation asks the holder's own peer for confidential content",
    expected: READ_REFUSED,
  },
  parts.flatMap((name) =>
    [MSP.stranger, MSP.carriers].map((mspId) => ({
      on: `${name} by ${mspId}`,
      run: (stage: Stage) => {
        const { holder } = PART_SAMPLES[name]!(stage.world);
        const peer = holder === mspId ? MSP.exporting : holder;
        return readAs(stage, name, mspId, { "licet.role": "customs-officer" }, peer);
      },
    })),
  ),
);

const heldNothing = attacksOf(
  {
    kind: "read-part-not-shared",
    group: "member-alone",
    principle: 9,
    what: "An officer reads content at a peer whose organisation it was not shared with",
    expected: READ_REFUSED,
  },
  parts.map((name) => ({
    on: name,
    run: (stage: Stage) => readAs(stage, name, MSP.stranger, { "licet.role": "customs-officer" }, MSP.stranger),
  })),
);

/** Bookmarks that lead outside, if anything does. */
const BOOKMARKS: readonly ((world: World) => string)[] = [
  () => "0",
  () => "999999999",
  () => "-1",
  () => "GB|GB-EX-0001",
  () => "PK|GB-EX-0001",
  () => "|",
  () => "PK-EUC-9999",
  () => "GB-CN-CARRIED",
  () => ledgerKey("licence", REF.licence),
  () => "../../",
  () => "GBSIEPLANTED",
  () => "x".repeat(1_000),
];

const PAGED = (Object.keys(QUERY_INPUTS) as QueryName[]).filter((name) =>
  TRANSACTIONS[name].input
    .safeParse({ bookmark: 1 })
    .error?.issues.some(({ code, path }) => path[0] === "bookmark" && code === "invalid_type"),
);

/** Reads a list to its end. */
async function whole(stage: Stage, name: QueryName, input: object): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  let bookmark = "";
  do {
    const { code, json } = await stage.world.query("customs1@AEAuthorityMSP", name, {
      ...input,
      pageSize: 100,
      bookmark,
    });
    if (code !== "OK") return seen;
    const page = json as unknown as { items?: readonly unknown[]; problems?: readonly unknown[]; bookmark: string };
    for (const item of page.items ?? page.problems ?? []) seen.add(JSON.stringify(item));
    ({ bookmark } = page);
  } while (bookmark !== "");
  return seen;
}

const bookmarks = attacksOf(
  {
    kind: "strange-bookmark",
    group: "user",
    principle: 1,
    what: "Gives a list a bookmark that leads outside the owner's own entries",
    expected: { as: "without-effect" },
    finding: 10,
  },
  PAGED.flatMap((name) =>
    BOOKMARKS.map((bookmarkOf, index) => ({
      on: `${name} #${index.toString()}`,
      run: async (stage: Stage): Promise<Outcome> => {
        const [input = {}] = QUERY_INPUTS[name](stage.world) as object[];
        const honest = await whole(stage, name, input);
        const bookmark = bookmarkOf(stage.world);
        const { code, json } = await stage.world.query("customs1@AEAuthorityMSP", name, { ...input, bookmark });
        if (code !== "OK") return { as: "without-effect", says: code };
        const { items = [] } = json as unknown as { items?: readonly unknown[] };
        const strange = items.filter((item) => !honest.has(JSON.stringify(item)));
        return strange.length === 0
          ? { as: "without-effect", says: `${items.length.toString()} of the list's own entries` }
          : { as: "succeeded", says: `${JSON.stringify(strange[0])} is no entry of the list` };
      },
    })),
  ),
);

/** What runs over every confidential part and every paged list. */
export const EVERY_READING: readonly Attack[] = [
  ...wrongReader,
  ...strangersParty,
  ...foreignPeer,
  ...heldNothing,
  ...bookmarks,
];
