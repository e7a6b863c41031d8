// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, END_USER_UNDERTAKING, endUserUndertakingMessage, hashOf, type SaltedPart } from "@licet/domain";
import { computeAddress } from "ethers";
import { type Done, salted } from "../harness/honest.js";
import { found } from "../harness/founding.js";
import type { Net } from "../harness/network.js";
import { keyOf, MSP, PARTIES, type PartyName, signedOffer, signTyped } from "./actors.js";
import { certificateContent, CONTROL_ENTRIES, licenceContent, SECRETS } from "./content.js";
import { REF, World } from "./world.js";

const DAY = "2026-01-01";

/** Founds the consortium on a fresh network and records an honest world: every kind of record at every stage. */
export async function buildWorld(net: Net): Promise<World> {
  const world = new World(net);
  world.found.set("founding", await found(net));
  await world.enrol();
  await registers(world);
  await Promise.all([licences(world), controlList(world), certificates(world)]);
  await bindings(world);
  await consignments(world);
  await journeys(world);
  await checkpoints(world);
  await world.observed.catchUp();
  return world;
}

async function registers(world: World): Promise<void> {
  await Promise.all((Object.keys(PARTIES) as PartyName[]).map((name) => party(world, name)));
  const { json } = await world.query("certifier1@PKAuthorityMSP", "party:WhoAmI", {});
  const { officer } = json as { officer: string };
  world.found.set("certifier", officer);
  await world.must("registrar1@PKAuthorityMSP", "party:AppointSignatory", {
    register: "PK",
    officer,
    office: "PK-MOC-01",
    scope: ["EUC", "DVC"],
    validFrom: DAY,
    validTo: "2030-12-31",
  });
  await world.must("registrar1@GBAuthorityMSP", "party:Suspend", {
    id: PARTIES.suspended.id,
    reason: "investigation",
  });
}

async function party(world: World, name: PartyName): Promise<void> {
  const { id, registrar, kinds, jurisdiction } = PARTIES[name];
  const content = { name: SECRETS.names[name], identifiers: [], address: "1 Quay", country: jurisdiction };
  await world.must(
    registrar,
    "party:Register",
    { id, kinds: [...kinds], jurisdiction, validFrom: DAY },
    { parts: { content } },
  );
  const address = addressOf(id);
  await world.must(registrar, "party:AddKey", { party: id, address, validFrom: `${DAY}T00:00:00Z` });
}

async function licences(world: World): Promise<void> {
  await Promise.all([
    world.licence(REF.licence),
    world.licence(REF.valued, { value: "25000000000" }),
    world.licence(REF.guarded, { certificateRequired: true }),
    world.must(
      "exporter1@GBAuthorityMSP",
      "licence:Apply",
      { application: REF.openApplication, kind: { scope: "individual", activity: "export", label: "SIEL" } },
      { parts: { content: licenceContent() } },
    ),
  ]);
  await shareAll(
    world,
    "licensing1@GBAuthorityMSP",
    [REF.licence, REF.valued, REF.guarded].flatMap((id) =>
      [MSP.transit, MSP.importing].map((to) => ({ ref: { kind: "licence", id, part: "content" }, to })),
    ),
  );
  const requested = await world.must("licensing1@GBAuthorityMSP", "licence:RequestAmendment", {
    licence: REF.valued,
    reason: "requested-by-holder",
    legalBasis: "Art. 1",
    amendment: { validTo: "2028-06-30" },
  });
  world.found.set("action", (requested.json as { action: string }).action);
}

/** Shares one after another what goes to one organisation, and to several organisations side by side. */
async function shareAll(world: World, user: string, shares: readonly { ref: object; to: string }[]): Promise<void> {
  await Promise.all(shares.map((share) => world.must(user, "sharing:Share", share)));
}

async function controlList(world: World): Promise<void> {
  const entries = CONTROL_ENTRIES.map((entry) => ({ ...entry }));
  await world.must("licensing1@GBAuthorityMSP", "catalogue:AddGroup", { ...REF.list, group: REF.group, entries });
  await world.must("licensing2@GBAuthorityMSP", "catalogue:PublishEdition", {
    ...REF.list,
    title: "A list to be attacked",
    source: "made up",
    validFrom: DAY,
    groups: [{ group: REF.group, count: entries.length, hash: hashOf(entries) }],
  });
}

async function certificates(world: World): Promise<void> {
  await Promise.all([
    draftAndCertify(world, REF.certificate),
    draft(world, REF.draft),
    draftAndCertify(world, REF.ended),
  ]);
  await world.must("certifier1@PKAuthorityMSP", "certificate:Withdraw", {
    certificate: REF.ended,
    reason: "superseded",
  });
}

/** Draws a certificate up. */
export function draft(world: World, certificate: string): Promise<Done> {
  return world.must(
    "enduser1@PKAuthorityMSP",
    "certificate:Draft",
    { certificate },
    { parts: { content: certificateContent() } },
  );
}

/** Draws a certificate up, has it signed and certified, and shares it with the exporting state. */
export async function draftAndCertify(world: World, certificate: string): Promise<void> {
  await draft(world, certificate);
  const ref = { kind: "certificate", id: certificate, part: "content" };
  const { json } = await world.query("enduser1@PKAuthorityMSP", "sharing:ReadPart", ref);
  const { salt, content } = json as unknown as SaltedPart;
  const signedAt = new Date().toISOString();
  const message = endUserUndertakingMessage({
    certificate,
    endUser: PARTIES.endUser.id,
    content: commitmentOf({ salt, content }),
    signedAt,
  });
  const signature = signTyped(world.net.channel, PARTIES.endUser.id, END_USER_UNDERTAKING, message);
  await world.must(
    "enduser1@PKAuthorityMSP",
    "certificate:Sign",
    { certificate },
    { parts: { signature: salted({ signature, signedAt }) } },
  );
  await world.must("certifier1@PKAuthorityMSP", "certificate:Certify", { certificate, validTo: "2028-06-30" });
  const shares = ["content", "signature"].map((part) => ({ ref: { ...ref, part }, to: MSP.exporting }));
  await shareAll(world, "certifier1@PKAuthorityMSP", shares);
}

async function bindings(world: World): Promise<void> {
  await world.must("licensing2@GBAuthorityMSP", "certificate:Bind", {
    certificate: REF.certificate,
    licence: REF.guarded,
  });
}

/** Registers every consignment one after another, because they draw on one balance. */
async function consignments(world: World): Promise<void> {
  const { registered, released, carried, troubled, offered, received, held } = REF;
  for (const id of [registered, released, carried, troubled, offered, received, held]) {
    const licence = id === held ? REF.guarded : REF.licence;
    const done = await world.register(id, { licence });
    requireDone(done, `register ${id}`);
    const { allocations } = done.json as unknown as { allocations: readonly { reservation: string }[] };
    world.found.set(`reservation of ${id}`, allocations[0]?.reservation ?? "");
    if (id !== registered) requireDone(await world.release(id, licence), `release ${id}`);
  }
  const shares = [carried, received].flatMap((id) =>
    [
      { part: "goods", to: MSP.transit },
      { part: "goods", to: MSP.importing },
      { part: "transport", to: MSP.transit },
      { part: "transport", to: MSP.importing },
      { part: "transport", to: MSP.carriers },
    ].map(({ part, to }) => ({ ref: { kind: "consignment", id, part }, to })),
  );
  await shareAll(world, "customs1@GBAuthorityMSP", shares);
}

async function journeys(world: World): Promise<void> {
  const { exporter, carrier, feeder } = PARTIES;
  await Promise.all([
    world.handOver(REF.carried, exporter.id, carrier.id).then((done) => requireDone(done, "hand over")),
    world.handOver(REF.troubled, exporter.id, carrier.id).then((done) => requireDone(done, "hand over")),
    world.handOver(REF.received, exporter.id, carrier.id).then((done) => requireDone(done, "hand over")),
    world.must(
      "exporter1@GBAuthorityMSP",
      "custody:Propose",
      signedOffer(world.net.channel, {
        consignment: REF.offered,
        transfer: 1,
        releasedBy: exporter.id,
        receivedBy: carrier.id,
      }),
    ),
  ]);
  requireDone(await world.handOver(REF.carried, carrier.id, feeder.id, "carrier1@CarriersMSP"), "hand over");
  const incident = await world.must(
    "carrier1@CarriersMSP",
    "custody:ReportIncident",
    { consignment: REF.troubled, code: "1", place: "AEJEA", eventTime: new Date().toISOString() },
    { parts: { content: { text: "Left the planned route" } } },
  );
  world.found.set("incident", (incident.json as { event: string }).event);
  requireDone(
    await world.handOver(REF.received, carrier.id, PARTIES.endUser.id, "carrier1@CarriersMSP"),
    "hand over to the end user",
  );
  await world.must("customs1@PKAuthorityMSP", "consignment:Receive", {
    consignment: REF.received,
    place: "PKBQM",
    office: "PK000001",
    eventTime: new Date().toISOString(),
    counts: [{ item: 1, quantity: { amount: "1000000", unit: "KGM" } }],
  });
}

async function checkpoints(world: World): Promise<void> {
  const held = await world.must("customs1@AEAuthorityMSP", "checkpoint:Hold", {
    consignment: REF.held,
    reason: "documents",
  });
  world.found.set("hold", (held.json as { id: string }).id);
  const lifted = await world.must("customs1@AEAuthorityMSP", "checkpoint:Hold", {
    consignment: REF.offered,
    reason: "other",
  });
  await world.must("customs1@GBAuthorityMSP", "checkpoint:Release", {
    consignment: REF.offered,
    hold: (lifted.json as { id: string }).id,
    reason: "issuer-confirmed",
  });
  const inspected = await world.must(
    "customs1@AEAuthorityMSP",
    "checkpoint:Inspect",
    {
      consignment: REF.carried,
      place: "AEJEA",
      template: "document-check",
      result: "A1",
      sealState: "intact",
      sealsConform: true,
      countsAgree: true,
      eventTime: new Date().toISOString(),
    },
    { parts: { findings: { remarks: "in order" } } },
  );
  world.found.set("inspection", (inspected.json as { id: string }).id);
  const verified = await world.must("customs1@AEAuthorityMSP", "checkpoint:RecordVerification", {
    consignment: REF.carried,
  });
  world.found.set("verification", (verified.json as { id: string }).id);
}

function requireDone(done: Done, what: string): void {
  if (done.code !== "OK") throw new Error(`${what}: ${done.code} ${done.message}`);
}

function addressOf(party: string): string {
  return computeAddress(keyOf(party).publicKey);
}
