// SPDX-License-Identifier: Apache-2.0
import { referencesOf } from "@licet/scripts/demonstration/references";

const { consignment, dualUseLicence, dualUseApplication, certificate } = referencesOf(0);

/** A page of each working place on the demonstration's records: what it is, who looks at it, and where it is. */
export const PLACES = [
  ["the start", "licensing1@GBAuthorityMSP", "/"],
  ["the desk", "licensing1@GBAuthorityMSP", "/desk"],
  ["a case", "licensing1@GBAuthorityMSP", `/cases/${dualUseApplication}`],
  ["a licence", "licensing2@GBAuthorityMSP", `/licences/${dualUseLicence}`],
  ["a list", "licensing1@GBAuthorityMSP", "/lists/licences"],
  ["the box", "customs1@AEAuthorityMSP", "/check"],
  ["a verdict", "customs1@AEAuthorityMSP", `/check/${consignment}`],
  ["a journey", "customs1@AEAuthorityMSP", `/check/${consignment}/journey`],
  ["what is offered", "carrier1@CarriersMSP", "/goods/offered"],
  ["a release", "carrier1@CarriersMSP", "/goods/release"],
  ["a certificate", "certifier1@PKAuthorityMSP", `/certificates/${certificate}`],
  ["drawing a certificate up", "enduser1@PKAuthorityMSP", "/certificates/draw-up"],
  ["registered parties", "registrar1@GBAuthorityMSP", "/registry/parties"],
  ["the explorer", "customs1@AEAuthorityMSP", "/explorer"],
  ["the consortium", "customs1@AEAuthorityMSP", "/consortium"],
  ["statistics", "licensing1@GBAuthorityMSP", "/statistics"],
  ["documents", "licensing1@GBAuthorityMSP", "/documents"],
  ["mail settings", "licensing1@GBAuthorityMSP", "/settings"],
] as const;
