// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { cacheFolder } from "@licet/network/fabric/binaries";

/** A folder in the product's cache for what others wrote and a suite installs or looks for. */
export function cachedFolder(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  return path.join(path.dirname(cacheFolder(environment)), name);
}
