// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { eoriOf, said, type Said, type Story } from "../story.js";
import { CODES, milligrams } from "./licences.js";
import type { Steps } from "./steps.js";

/** An item that a row declares: what it draws on, and what is said of it. */
interface Item {
  readonly item?: number;
  readonly kilograms?: number;
  readonly from?: string | null;
  readonly [field: string]: JsonValue | undefined;
}

const OFFICES: Readonly<Record<string, string>> = { AE: "AE000001", PK: "PK000001", GB: "GB000051" };

function customsOf(state: string): ActorName {
  return `${state.toLowerCase()}Customs` as ActorName;
}

function allocationsOf(story: Story, items: readonly Item[]): Record<string, JsonValue>[] {
  return items.flatMap(({ item = 1, kilograms = 10, from = "licence" }) => {
    if (from === null) return [];
    return [{ item, licence: story.ref(from), line: 1, quantity: { amount: milligrams(kilograms), unit: "KGM" } }];
  });
}

function goodsOf(story: Story, items: readonly Item[], of: Said): Record<string, JsonValue> {
  const { exporter, consignee, endUser, destination = "PK" } = of;
  const declared = (name: string, changes: JsonValue | undefined): JsonValue =>
    present({ ...story.named(name), ...(changes as Said | undefined) });
  return {
    exporter: declared("exporter", identified(story, exporter)),
    consignee: declared("endUser", identified(story, consignee)),
    endUser: declared("endUser", identified(story, endUser)),
    destination,
    items: items.map(({ item = 1, kilograms: _kilograms, from: _from, ...rest }) =>
      itemOf(item, { ...rest, consignee: identified(story, rest["consignee"]) }),
    ),
    documents: [],
  };
}

/** An item as declared: with the codes of the licence unless it says otherwise; null leaves a code out. */
function itemOf(item: number, rest: Readonly<Record<string, JsonValue | undefined>>): Record<string, JsonValue> {
  return present({ item, description: "Pressure transducers", ...CODES, ...rest });
}

/** What is there; a row leaves out by null. */
function present(whole: Readonly<Record<string, JsonValue | undefined>>): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(whole).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value]])),
  );
}

/** Parties whose EORI stands for `identifier` by these names; `own` is the exporter's. Any other text is a number itself. */
const IDENTIFIED: Readonly<Record<string, string>> = {
  own: "exporter",
  rival: "rival",
  endUser: "endUser",
  trader: "trader",
};

function identified(story: Story, changes: JsonValue | undefined): JsonValue | undefined {
  const { identifier, ...rest } = (changes ?? {}) as Said;
  if (identifier === undefined) return changes;
  const known = IDENTIFIED[said({ identifier }, "identifier", "")];
  return { ...rest, identifier: known === undefined ? identifier : eoriOf(story.party(known)) };
}

async function register(story: Story, of: Said): Promise<void> {
  const { items = [{}], route = ["GBFXT", "AEJEA", "PKBQM"], seals = ["SEAL-771204"], goods = {} } = of;
  const state = said(of, "state", "GB");
  const consignment = `${state}-CN-${story.mark}${said(of, "suffix", "")}`;
  const declared = items as unknown as readonly Item[];
  const content = goodsOf(story, declared, goods as Said);
  const transport = { packages: 4, seals: (seals as string[]).map((number) => ({ number, source: "SHI" })) };
  story.refs.set("ucr", said(of, "ucr", `6GB${story.mark}`));
  story.refs.set("state", state);
  await story.must(
    customsOf(state),
    "consignment:Register",
    {
      consignment,
      ucr: story.ref("ucr"),
      ...(of["ucrPart"] === undefined ? {} : { ucrPart: of["ucrPart"] }),
      declaration: { typeCode: "EXD", lrn: said(of, "lrn", `LRN-${story.mark}${said(of, "suffix", "")}`) },
      route,
      declarant: story.party(said(of, "declarant", "exporter")),
      custodian: story.party(said(of, "custodian", "exporter")),
      eventTime: story.player.now(),
      sealState: said(of, "sealState", "intact"),
      allocations: allocationsOf(story, declared),
    },
    { confidential: { goods: content, transport } },
  );
  story.refs.set("consignment", consignment);
  story.contents.set("allocations", { items: declared });
  for (const state of (of["copies"] ?? ["AE", "PK"]) as string[]) await shareGoods(story, state);
}

async function shareGoods(
  story: Story,
  state: string,
  parts: readonly string[] = ["goods", "transport"],
): Promise<void> {
  for (const part of parts) {
    const ref = { kind: "consignment", id: story.ref("consignment"), part };
    await story.must(customsOf(story.ref("state")), "sharing:Share", { ref, to: `${state}AuthorityMSP` });
  }
}

function itemsOf(story: Story): readonly Item[] {
  return story.contents.get("allocations")?.["items"] as unknown as readonly Item[];
}

function licencesOf(story: Story): string[] {
  return [...new Set(itemsOf(story).flatMap(({ from = "licence" }) => (from === null ? [] : [story.ref(from)])))];
}

async function receive(story: Story, of: Said): Promise<void> {
  const place = said(of, "at", "PKBQM");
  const state = place.slice(0, 2);
  const counts = itemsOf(story)
    .filter(({ from }) => from !== null)
    .map(({ item = 1, kilograms = 10 }) => {
      const counted = of["kilograms"] === undefined ? kilograms : Number(of["kilograms"]);
      return { item, quantity: { amount: milligrams(counted), unit: "KGM" } };
    });
  await story.must(said(of, "by", customsOf(state)) as ActorName, "consignment:Receive", {
    consignment: story.ref("consignment"),
    place,
    office: OFFICES[state],
    eventTime: story.player.now(),
    counts,
    ...(of["contested"] === true ? { contested: true } : {}),
  });
}

/** Steps about consignments: declaration, release, receipt. */
export const GOODS_STEPS: Steps = {
  register,
  shareGoods: (story, of) => shareGoods(story, said(of, "to", "PK"), of["parts"] as string[] | undefined),
  release: async (story) => {
    const consignment = story.ref("consignment");
    const state = story.ref("state");
    const input = { consignment, licences: licencesOf(story), office: OFFICES[state] };
    await story.must(customsOf(state), "consignment:ReleaseForExport", input);
  },
  amendDeclaration: async (story, of) => {
    const items = (of["items"] ?? [{}]) as unknown as readonly Item[];
    await story.must("gbCustoms", "consignment:AmendDeclaration", {
      consignment: story.ref("consignment"),
      declaration: { typeCode: "EXD", lrn: `LRN-${story.mark}` },
      allocations: allocationsOf(story, items),
      reasonCode: "25",
    });
    story.contents.set("allocations", { items: of["left"] ?? items });
  },
  invalidate: async (story) => {
    const input = { consignment: story.ref("consignment"), licences: licencesOf(story), reason: "not-exported" };
    await story.must("gbCustoms", "consignment:Invalidate", input);
  },
  receive,
  resolveDifference: async (story, of) => {
    const input = {
      consignment: story.ref("consignment"),
      destination: "PK",
      reason: said(of, "reason", "measurement"),
    };
    await story.must("gbLicensingOfficer", "consignment:ResolveDifference", input);
  },
};
