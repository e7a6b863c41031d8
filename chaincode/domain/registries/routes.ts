// SPDX-License-Identifier: Apache-2.0
import { MANIFESTS } from "./manifests";
import type { Route } from "../shared/route";

/** Every address to a transaction. */
export const ROUTES: readonly Route[] = MANIFESTS.flatMap(({ routes }): readonly Route[] => routes);
