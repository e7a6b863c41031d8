// SPDX-License-Identifier: Apache-2.0

// The areas, each by its manifest: whoever adds one names it here and nowhere else.
export { MEMBERS } from "./members/manifest";
export { PARTY } from "./party/manifest";
export { CONTROL_LIST } from "./control-list/manifest";
export { LICENCE } from "./licence/manifest";
export { CERTIFICATE } from "./certificate/manifest";
export { CONSIGNMENT } from "./consignment/manifest";
export { CUSTODY } from "./custody/manifest";
export { CHECKPOINT } from "./checkpoint/manifest";
