// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import { requireCertificate } from "../../rules/certificate/records";
import { bind } from "./bind";
import { certify } from "./certify";
import { draft } from "./draft";
import { expire, repudiate, withdraw } from "./end";
import { fulfil } from "./fulfil";
import { listCertificates, showCertificate } from "./read";
import { recordPaper } from "./record-paper";
import { reinstate } from "./reinstate";
import { sign } from "./sign";
import { verifyPaper } from "./verify-paper";

/** The rules behind the certificate area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(CERTIFICATE, {
  handlers: {
    "certificate:Draft": draft,
    "certificate:RecordPaper": recordPaper,
    "certificate:VerifyPaper": verifyPaper,
    "certificate:Sign": sign,
    "certificate:Certify": certify,
    "certificate:Bind": bind,
    "certificate:Withdraw": withdraw,
    "certificate:Repudiate": repudiate,
    "certificate:Reinstate": reinstate,
    "certificate:Expire": expire,
    "certificate:Fulfil": fulfil,
    "certificate:Read": showCertificate,
    "certificate:List": listCertificates,
  },
  commitments: {
    certificate: async (tx, id) => (await requireCertificate(tx, id)).commitments,
  },
});
