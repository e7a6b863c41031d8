// SPDX-License-Identifier: Apache-2.0
// Written by `npm run docs` from the manifests that chaincode/domain/areas.ts names.
import { RULES as members } from "../areas/members/rules";
import { RULES as party } from "../areas/party/rules";
import { RULES as controlList } from "../areas/control-list/rules";
import { RULES as licence } from "../areas/licence/rules";
import { RULES as certificate } from "../areas/certificate/rules";
import { RULES as consignment } from "../areas/consignment/rules";
import { RULES as custody } from "../areas/custody/rules";
import { RULES as checkpoint } from "../areas/checkpoint/rules";
import type { AreaRules } from "../fabric/area-rules";

/** The rules of every area that chaincode/domain/areas.ts names, in its order. */
export const AREA_RULES: readonly AreaRules[] = [
  members,
  party,
  controlList,
  licence,
  certificate,
  consignment,
  custody,
  checkpoint,
];
