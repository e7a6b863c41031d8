// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { StubWorldState } from "./fabric-transaction";

type Stub = ConstructorParameters<typeof StubWorldState>[0];

describe("a page of the world state", () => {
  it("may hold no rows: the shim then gives no metadata", async () => {
    const iterator = { next: () => Promise.resolve({ done: true }), close: () => Promise.resolve() };
    const stub = {
      getStateByPartialCompositeKeyWithPagination: () => Promise.resolve({ iterator }),
    } as unknown as Stub;
    const page = new StubWorldState(stub).page({ type: "licence", attributes: [] }, 25, "");
    expect(await page).toEqual({ items: [], bookmark: "" });
  });
});
