// SPDX-License-Identifier: Apache-2.0
import { hashOf, type KeyType } from "@licet/domain";
import { computeAddress } from "ethers";
import type { Done } from "../harness/honest.js";
import { mint } from "../harness/mint.js";
import { keyOf, MSP, PARTIES } from "../world/actors.js";
import { draft, draftAndCertify } from "../world/build.js";
import { CONTROL_ENTRIES, licenceContent } from "../world/content.js";
import { membersOf } from "../harness/founding.js";
import { lrnReference } from "./samples.js";
import { AUTHORISED, REF, type World } from "../world/world.js";

/** An honest act that is about to create a record, and the reference that a stranger may guess it will have. */
export interface Creation {
  readonly owner: string;
  readonly reference: string;
  readonly create: () => Promise<Done>;
}

type Prepare = (world: World) => Promise<Creation> | Creation;

const GBC = "customs1@GBAuthorityMSP";
const AEC = "customs1@AEAuthorityMSP";

const registering: Prepare = (world) => {
  const id = world.fresh("GB-CN-N");
  return { owner: MSP.exporting, reference: id, create: () => world.register(id) };
};

/** A consignment of its own that an officer of the transit state acts on. */
async function onConsignment(
  world: World,
  reference: (id: string) => string,
  create: (id: string) => Promise<Done>,
): Promise<Creation> {
  const id = world.fresh("GB-CN-S");
  await must(world.register(id));
  return { owner: MSP.transit, reference: reference(id), create: () => create(id) };
}

/** How an honest member creates a record of every type; the compiler refuses a table that lacks one. */
export const CREATIONS: Readonly<Record<KeyType, Prepare>> = {
  members: proposing,
  "members-change": proposing,
  list: (world) => drafting(world, (register) => `certificate/${register}`),
  party: (world) => registeringParty(world, (id) => id),
  "signing-key": addingKey,
  signatory: appointing,
  "control-list": publishing,
  "control-entry": addingGroup,
  application: (world) => {
    const application = world.fresh("GB-AP-N");
    return { owner: MSP.exporting, reference: application, create: () => apply(world, application) };
  },
  licence: (world) => issuing(world, (number) => number),
  "licence-line": (world) => issuing(world, (number) => `${number}#1`),
  "licence-entry": (world) => issuing(world, (number) => number),
  "licence-action": (world) => ({
    owner: MSP.exporting,
    reference: `${REF.licence}#A-0000000000000001`,
    create: () =>
      world.act("licensing1@GBAuthorityMSP", "licence:RequestAmendment", {
        licence: REF.licence,
        reason: "requested-by-holder",
        legalBasis: "Art. 1",
        amendment: { lines: [{ line: 1, control: "quantity", unit: "KGM", authorised: AUTHORISED }] },
      }),
  }),
  reservation: reserving,
  certificate: (world) => drafting(world, (_register, id) => id),
  "certificate-standing": withdrawing,
  consignment: registering,
  ucr: (world) => {
    const id = world.fresh("GB-CN-U");
    return { owner: MSP.exporting, reference: `GB:6GB${id}`, create: () => world.register(id) };
  },
  "consignment-reference": (world) => {
    const id = world.fresh("GB-CN-R");
    return { owner: MSP.exporting, reference: lrnReference(id), create: () => world.register(id) };
  },
  receipt: receiving,
  "custody-head": registering,
  "custody-event": registering,
  checkpoint: (world) =>
    onConsignment(
      world,
      (id) => `${id}#AE`,
      (id) => hold(world, id),
    ),
  "checkpoint-override": overriding,
  hold: (world) =>
    onConsignment(
      world,
      (id) => `${id}#AE-HD-1`,
      (id) => hold(world, id),
    ),
  inspection: (world) =>
    onConsignment(
      world,
      (id) => `${id}#AE-IN-1`,
      (id) => inspect(world, id),
    ),
  verification: (world) =>
    onConsignment(
      world,
      () => "AE-VR-0000000000000001",
      (consignment) => world.act(AEC, "checkpoint:RecordVerification", { consignment }),
    ),
};

function proposing(world: World): Creation {
  const create = async (): Promise<Done> => {
    const read = await world.query("registrar1@AEAuthorityMSP", "members:Read", {});
    return world.act("registrar1@AEAuthorityMSP", "members:Propose", {
      replaces: (read.json as { revision: number }).revision,
      members: membersOf(world.net),
      consentUntil: new Date(Date.now() + 60_000).toISOString(),
    });
  };
  return { owner: MSP.transit, reference: "AE-MC-0000000000000001", create };
}

function drafting(world: World, reference: (register: string, id: string) => string): Creation {
  const id = world.fresh("PK-EUC-N");
  return { owner: MSP.importing, reference: reference("PK", id), create: () => draft(world, id) };
}

async function withdrawing(world: World): Promise<Creation> {
  const certificate = world.fresh("PK-EUC-W");
  await draftAndCertify(world, certificate);
  const create = (): Promise<Done> =>
    world.act("certifier1@PKAuthorityMSP", "certificate:Withdraw", { certificate, reason: "superseded" });
  return { owner: MSP.importing, reference: certificate, create };
}

function registeringParty(world: World, reference: (id: string) => string): Creation {
  const id = world.fresh("GB-EX-N");
  return { owner: MSP.exporting, reference: reference(id), create: () => enter(world, id) };
}

function enter(world: World, id: string): Promise<Done> {
  const content = { name: "Newcomer Ltd", identifiers: [], address: "2 Quay", country: "GB" };
  return world.act(
    "registrar1@GBAuthorityMSP",
    "party:Register",
    { id, kinds: ["exporter"], jurisdiction: "GB", validFrom: "2026-01-01" },
    { parts: { content } },
  );
}

async function addingKey(world: World): Promise<Creation> {
  const party = world.fresh("GB-EX-K");
  await must(enter(world, party));
  const address = computeAddress(keyOf(party).publicKey);
  const create = (): Promise<Done> =>
    world.act("registrar1@GBAuthorityMSP", "party:AddKey", { party, address, validFrom: "2026-01-01T00:00:00Z" });
  return { owner: MSP.exporting, reference: `${party}#secp256k1:${address.toLowerCase()}`, create };
}

async function appointing(world: World): Promise<Creation> {
  const person = await mint(world.net, MSP.importing, world.fresh("certifier"), { "licet.role": "certifying-officer" });
  const { json } = await world.query(person, "party:WhoAmI", {});
  const { officer } = json as { officer: string };
  const create = (): Promise<Done> =>
    world.act("registrar1@PKAuthorityMSP", "party:AppointSignatory", {
      register: "PK",
      officer,
      office: "PK-MOC-02",
      scope: ["EUC"],
      validFrom: "2026-01-01",
      validTo: "2030-12-31",
    });
  return { owner: MSP.importing, reference: `PK-SG-${officer.toUpperCase()}`, create };
}

const entries = CONTROL_ENTRIES.map((entry) => ({ ...entry }));

function addingGroup(world: World): Creation {
  const edition = world.fresh("E");
  const ref = { publisher: "GB", list: "OTHER-LIST", edition };
  const create = (): Promise<Done> =>
    world.act("licensing1@GBAuthorityMSP", "catalogue:AddGroup", { ...ref, group: REF.group, entries });
  return { owner: MSP.exporting, reference: `GB:OTHER-LIST:${edition}:${REF.group}`, create };
}

async function publishing(world: World): Promise<Creation> {
  const edition = world.fresh("E");
  const ref = { publisher: "GB", list: "OTHER-LIST", edition };
  await must(world.act("licensing1@GBAuthorityMSP", "catalogue:AddGroup", { ...ref, group: REF.group, entries }));
  const create = (): Promise<Done> =>
    world.act("licensing2@GBAuthorityMSP", "catalogue:PublishEdition", {
      ...ref,
      title: "Another list",
      source: "made up",
      validFrom: "2026-01-01",
      groups: [{ group: REF.group, count: entries.length, hash: hashOf(entries) }],
    });
  return { owner: MSP.exporting, reference: `GB:OTHER-LIST:${edition}`, create };
}

function apply(world: World, application: string): Promise<Done> {
  return world.act(
    "exporter1@GBAuthorityMSP",
    "licence:Apply",
    { application, kind: { scope: "individual", activity: "export", label: "SIEL" } },
    { parts: { content: licenceContent() } },
  );
}

function issuing(world: World, reference: (number: string) => string): Creation {
  const number = world.fresh("GBSIENEW");
  const create = async (): Promise<Done> => {
    try {
      await world.licence(number);
      return { code: "OK", txId: "", block: -1, json: null, message: "" };
    } catch (error) {
      return { code: "REFUSED", txId: "", block: -1, json: null, message: String(error) };
    }
  };
  return { owner: MSP.exporting, reference: reference(number), create };
}

function reserving(world: World): Creation {
  const reference = world.fresh("LRN-R");
  const create = (): Promise<Done> =>
    world.act(GBC, "licence:Reserve", {
      document: { type: "LRN", reference },
      declarant: PARTIES.exporter.id,
      lines: [{ licence: REF.licence, line: 1, item: 1, quantity: { amount: "1000", unit: "KGM" } }],
    });
  return { owner: MSP.exporting, reference: `${REF.licence}#1#${"0".repeat(32)}`, create };
}

async function receiving(world: World): Promise<Creation> {
  const consignment = world.fresh("GB-CN-T");
  await must(world.register(consignment));
  await must(world.release(consignment));
  await must(world.handOver(consignment, PARTIES.exporter.id, PARTIES.endUser.id));
  const create = (): Promise<Done> =>
    world.act("customs1@PKAuthorityMSP", "consignment:Receive", {
      consignment,
      place: "PKBQM",
      eventTime: new Date().toISOString(),
      counts: [{ item: 1, quantity: { amount: "1000000", unit: "KGM" } }],
    });
  return { owner: MSP.importing, reference: `${consignment}#PK`, create };
}

async function overriding(world: World): Promise<Creation> {
  const consignment = world.fresh("GB-CN-O");
  await must(world.register(consignment));
  const held = await hold(world, consignment);
  const create = (): Promise<Done> =>
    world.act(GBC, "checkpoint:Release", {
      consignment,
      hold: (held.json as { id: string }).id,
      reason: "issuer-confirmed",
    });
  return { owner: MSP.exporting, reference: consignment, create };
}

function hold(world: World, consignment: string): Promise<Done> {
  return world.act(AEC, "checkpoint:Hold", { consignment, reason: "other" });
}

function inspect(world: World, consignment: string): Promise<Done> {
  return world.act(
    AEC,
    "checkpoint:Inspect",
    {
      consignment,
      place: "AEJEA",
      template: "seal-check",
      result: "A1",
      sealState: "intact",
      sealsConform: true,
      countsAgree: true,
      eventTime: new Date().toISOString(),
    },
    { parts: { findings: {} } },
  );
}

async function must(done: Promise<Done>): Promise<void> {
  const { code, message } = await done;
  if (code !== "OK") throw new Error(`An honest act was refused: ${code} ${message}`);
}
