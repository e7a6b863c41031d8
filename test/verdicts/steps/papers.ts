// SPDX-License-Identifier: Apache-2.0
import { hashOfText } from "@licet/domain";
import type { Said, Story } from "../story.js";
import { GOODS_STEPS } from "./goods.js";
import { LICENCE_STEPS } from "./licences.js";
import { certificateContent } from "./parties.js";
import type { Steps } from "./steps.js";

const STATE = "OM";
/** What names the end user abroad wherever a party is expected. */
const ABROAD = { endUser: "endUserAbroad", consignee: "endUserAbroad" } as const;
const DAYS_SINCE_SIGNED = -20;
const DAYS_VALID = 300;

const documentOf = (story: Story): string => hashOfText(`scan of ${story.mark}`);

async function recordPaper(story: Story): Promise<void> {
  const certificate = `GB-EUC-${story.mark}`;
  story.refs.set("certificate", certificate);
  const named = story.named("endUserAbroad");
  const content = { ...certificateContent(story, 100), consignee: named, endUser: named, destination: STATE };
  const signedOn = story.day(DAYS_SINCE_SIGNED);
  const paper = { certificate, issuingState: STATE, document: documentOf(story), signedOn };
  await story.must("gbLicensingOfficer", "certificate:RecordPaper", paper, { confidential: { content } });
}

async function verifyPaper(story: Story): Promise<void> {
  await story.must("gbSeniorOfficer", "certificate:VerifyPaper", {
    certificate: story.ref("certificate"),
    document: documentOf(story),
    how: "issuing-authority-confirmed",
    validTo: story.day(DAYS_VALID),
  });
}

/** Steps about goods for an end user in a state that is no member, and its end-use certificate on paper. */
export const PAPER_STEPS: Steps = {
  licenceAbroad: (story, of) =>
    LICENCE_STEPS["licence"]!(story, {
      certificateRequired: true,
      copies: ["AE"],
      content: { parties: ABROAD, destination: STATE },
      ...of,
    }),
  recordPaper,
  verifyPaper,
  registerAbroad: (story, of) => {
    const named = story.named("endUserAbroad");
    const goods = { consignee: named, endUser: named, destination: STATE };
    return GOODS_STEPS["register"]!(story, { route: ["GBFXT", "AEJEA", "OMSLL"], copies: ["AE"], goods, ...of });
  },
  withdrawPaper: async (story) => {
    const input = { certificate: story.ref("certificate"), reason: "issued-in-error" };
    await story.must("gbCertifier", "certificate:Withdraw", input);
  },
  join: (story, of: Said) => story.player.join(String(of["state"])),
};
