// SPDX-License-Identifier: Apache-2.0
import { API_TYPES_FILE, apiTypes } from "@licet/scripts/web/api-types";
import { expect, it } from "vitest";
import { read } from "./sources.js";

it("the web application's types of the interface are those of the gateway as it is (otherwise: npm run build)", async () => {
  expect((await apiTypes()) === read(API_TYPES_FILE)).toBe(true);
});
