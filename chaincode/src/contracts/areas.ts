// SPDX-License-Identifier: Apache-2.0
// Written by `npm run docs` from the manifests that chaincode/domain/areas.ts names.
import { RULES as members } from "../members/rules";
import { RULES as party } from "../party/rules";
import { RULES as catalogue } from "../catalogue/rules";
import { RULES as licence } from "../licence/rules";
import { RULES as certificate } from "../certificate/rules";
import { RULES as consignment } from "../consignment/rules";
import { RULES as custody } from "../custody/rules";
import { RULES as checkpoint } from "../checkpoint/rules";
import type { AreaRules } from "../ledger/area-rules";

/** The rules of every area that chaincode/domain/areas.ts names, in its order. */
export const AREA_RULES: readonly AreaRules[] = [members, party, catalogue, licence, certificate, consignment, custody, checkpoint];
