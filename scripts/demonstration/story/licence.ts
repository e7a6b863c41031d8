// SPDX-License-Identifier: Apache-2.0
import { PARTIES } from "../actors.js";
import { GOODS } from "../goods.js";
import { chapterOf, outcomeOf, type Outcome, type Stage } from "../step.js";

const LEGAL_BASIS = "Export Control Order 2008, Art. 26";

interface LicenceOfCase {
  readonly licence: string;
  readonly application: string;
  readonly authorised: string;
  readonly certificateRequired: boolean;
  readonly controlCode: string;
  /** States besides the issuing one whose customs may write it off. */
  readonly writeOffBy: readonly string[];
}

function dualUse({ references }: Stage): LicenceOfCase {
  return {
    licence: references.dualUseLicence,
    application: references.dualUseApplication,
    authorised: GOODS.licensedMilligrams,
    certificateRequired: true,
    controlCode: GOODS.controlCode,
    writeOffBy: ["AE"],
  };
}

function other({ references }: Stage): LicenceOfCase {
  return {
    licence: references.militaryLicence,
    application: references.militaryApplication,
    authorised: GOODS.otherLicensedMilligrams,
    certificateRequired: false,
    controlCode: GOODS.controlCode,
    writeOffBy: ["AE", "PK"],
  };
}

/** Both licences that the declaration names, issued under four eyes; the certificate is bound to the first. */
export const LICENCE_STEPS = chapterOf("Licence", [
  {
    step: "apply-for-licence",
    narration: "The exporter applies for a licence to export switching equipment to Pakistan.",
    run: (stage) => apply(stage, dualUse(stage)),
  },
  {
    step: "approve-application",
    narration: "A British licensing officer approves the application with its terms.",
    run: (stage) => decide(stage, dualUse(stage)),
  },
  {
    step: "issue-licence",
    narration: "A second, senior officer issues the licence that was approved: four eyes.",
    run: (stage) => issue(stage, dualUse(stage)),
  },
  {
    step: "bind-certificate",
    narration: "The certificate is compared with the licence field by field and bound to it, endorsed by both states.",
    run: async ({ client, references }) =>
      outcomeOf(
        await client.call("gbSeniorOfficer", "certificate:Bind", {
          certificate: references.certificate,
          licence: references.dualUseLicence,
        }),
      ),
  },
  {
    step: "issue-second-licence",
    narration: "The declaration names a second licence; it is applied for, approved and issued the same way.",
    run: async (stage: Stage): Promise<Outcome> => {
      for (const act of [apply, decide]) {
        const outcome = await act(stage, other(stage));
        if (outcome.outcome === "refused") return outcome;
      }
      return issue(stage, other(stage));
    },
  },
  {
    step: "share-licence-with-transit-state",
    narration:
      "The British authority shares both licences' content with the transit state; the Emirates' peer checks the hashes.",
    run: (stage) => share(stage, "AEAuthorityMSP"),
  },
  {
    step: "share-licence-with-destination",
    narration: "It shares the content with the destination too.",
    run: (stage) => share(stage, "PKAuthorityMSP"),
  },
]);

function content({ controlCode }: LicenceOfCase): Record<string, unknown> {
  const { exporter, endUser } = PARTIES;
  const receiver = { party: endUser.id, name: endUser.content.name, country: "PK", address: endUser.content.address };
  return {
    exporter: { party: exporter.id, name: exporter.content.name, country: "GB", address: exporter.content.address },
    consignee: receiver,
    endUser: receiver,
    destination: "PK",
    originCountry: "GB",
    lines: [
      {
        line: 1,
        description: GOODS.description,
        controlCode,
        controlList: GOODS.controlList,
        commodityCode: GOODS.commodityCode,
      },
    ],
    endUse: GOODS.endUse,
    conditions: {
      countries: [
        { country: "PK", use: "D", allowed: true },
        { country: "AE", use: "P", allowed: true },
        { country: "IR", use: "P", allowed: false },
      ],
      route: ["GBFXT", "AEJEA", "PKBQM"],
      dvcDueDays: 60,
    },
    contractDate: "2026-09-01",
    applicantReference: "SSS-4711",
  };
}

async function apply({ client }: Stage, licence: LicenceOfCase): Promise<Outcome> {
  const kind = { scope: "individual", activity: "export", label: "SIEL" };
  const answer = await client.call(
    "gbExporter",
    "licence:Apply",
    { application: licence.application, kind },
    { confidential: { content: content(licence) } },
  );
  return outcomeOf(answer);
}

async function decide({ client }: Stage, licence: LicenceOfCase): Promise<Outcome> {
  const terms = {
    kind: { scope: "individual", activity: "export", label: "SIEL" },
    office: "GB-ECJU",
    validFrom: "2026-01-01",
    validTo: "2028-12-31",
    certificateRequired: licence.certificateRequired,
    writeOffBy: licence.writeOffBy,
    lines: [{ line: 1, control: "quantity", unit: "KGM", authorised: licence.authorised }],
  };
  const { application } = licence;
  return outcomeOf(
    await client.call("gbLicensingOfficer", "licence:Decide", {
      application,
      outcome: "approve",
      reason: "criteria-met",
      legalBasis: LEGAL_BASIS,
      terms,
    }),
  );
}

async function issue({ client }: Stage, { application, licence }: LicenceOfCase): Promise<Outcome> {
  const answer = await client.call("gbSeniorOfficer", "licence:Issue", { application, licence });
  return outcomeOf(answer, ({ number, status }) => `Licence ${String(number)} is ${String(status)}.`);
}

async function share({ client, references }: Stage, to: string): Promise<Outcome> {
  let outcome: Outcome = { outcome: "refused" };
  for (const id of [references.dualUseLicence, references.militaryLicence]) {
    const ref = { kind: "licence", id, part: "content" };
    outcome = outcomeOf(await client.call("gbLicensingOfficer", "sharing:Share", { ref, to }));
    if (outcome.outcome === "refused") break;
  }
  return outcome;
}
