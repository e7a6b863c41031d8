// SPDX-License-Identifier: Apache-2.0
import * as areas from "../areas";
import { SHARING } from "../sharing/manifest";

type Area = (typeof areas)[keyof typeof areas];

/** Every manifest: the areas, and sharing, which serves the confidential parts of them all. */
export const MANIFESTS: readonly (Area | typeof SHARING)[] = [...Object.values<Area>(areas), SHARING];
