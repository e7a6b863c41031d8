// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../lib/paths.js";
import type { Answer } from "../client.js";
import { PARTIES } from "../actors.js";
import { chapterOf, outcomeOf, type Outcome, type Stage } from "../step.js";

const DECLARATIONS = path.join(projectRoot, "test", "data", "hmrc-declarations");

/** A real declaration, by its file's name. */
export function declarationText(name: string): string {
  return readFileSync(path.join(DECLARATIONS, name), "utf8");
}

/** A declaration without what it says that an earlier one attributed (status EA): the earlier one is no part of the story. */
export function withoutAttributions(xml: string): string {
  return xml.replaceAll(/<AdditionalDocument>[^]*?<\/AdditionalDocument>/g, (document) =>
    document.includes("<LPCOExemptionCode>EA<") ? "" : document,
  );
}

/** Posts a declaration for the voyage of the case, as it is but for what no declaration of the story attributed before. */
export async function postDeclaration({ client, references }: Stage, name: string): Promise<Answer> {
  const query = new URLSearchParams({ custodian: PARTIES.exporter.id, route: "GBFXT,AEJEA,PKBQM" });
  const xml = references.declaration(withoutAttributions(declarationText(name)));
  return client.post("gbCustoms", `/v1/declarations?${query.toString()}`, xml, "application/xml");
}

/** TT_EX009a is accepted, amended and released for export. */
export const DECLARATION_STEPS = chapterOf("Export declaration", [
  {
    step: "declare-export",
    narration:
      "Customs receives declaration TT_EX009a: 10 kg on the dual-use licence, claimed exhausted, and 5 kg on the other.",
    run: (stage) => declared(stage, "TT_EX009a.xml"),
  },
  {
    step: "amend-declaration",
    narration:
      "The declarant corrects the claim from exhausted (EE) to partly used (EP); the balance never depended on it.",
    run: (stage) => declared(stage, "Step5_TT_EX009a_Amendment.xml"),
  },
  {
    step: "share-consignment-with-transit-state",
    narration:
      "The goods' description, the transport details and the exporter's entry in the register go to the transit state.",
    run: (stage) => shareAll(stage, "AEAuthorityMSP"),
  },
  {
    step: "share-consignment-with-destination",
    narration: "They go to the destination too.",
    run: (stage) => shareAll(stage, "PKAuthorityMSP"),
  },
  {
    step: "share-transport-with-carriers",
    narration: "The carriers get their cut: packages, seals and places, never the goods or the end use.",
    run: (stage) => share(stage, "transport", "CarriersMSP"),
  },
  {
    step: "release-for-export",
    narration: "British customs releases the goods for export, which writes the reserved quantities off.",
    run: releaseForExport,
  },
]);

async function declared(stage: Stage, name: string): Promise<Outcome> {
  return outcomeOf(await postDeclaration(stage, name));
}

async function share(stage: Stage, part: "goods" | "transport", to: string): Promise<Outcome> {
  return shareRef(stage, { kind: "consignment", id: stage.references.consignment, part }, to);
}

async function shareRef({ client }: Stage, ref: Readonly<Record<string, string>>, to: string): Promise<Outcome> {
  return outcomeOf(await client.call("gbCustoms", "sharing:Share", { ref, to }));
}

/** Goods, transport, and the register's entry of the exporter, against which the declared number is compared. */
async function shareAll(stage: Stage, to: string): Promise<Outcome> {
  const exporter = { kind: "party", id: PARTIES.exporter.id, part: "content" };
  const entry = await shareRef(stage, exporter, to);
  if (entry.outcome === "refused") return entry;
  const goods = await share(stage, "goods", to);
  return goods.outcome === "refused" ? goods : share(stage, "transport", to);
}

async function releaseForExport({ client, references }: Stage): Promise<Outcome> {
  const answer = await client.call("gbCustoms", "consignment:ReleaseForExport", {
    consignment: references.consignment,
    licences: [references.dualUseLicence, references.militaryLicence],
    office: "GB000051",
  });
  return outcomeOf(answer, ({ status }) => `The consignment is ${String(status)}.`);
}
