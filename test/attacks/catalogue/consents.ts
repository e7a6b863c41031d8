// SPDX-License-Identifier: Apache-2.0
import { consentKey } from "@licet/chaincode/internal/fabric/keys";
import type { PrivateWrite } from "../harness/write-set.js";
import type { World } from "../world/world.js";

/** Keys of the consents that an organisation has given to events of a custody chain. */
export async function consentsOf(world: World, organisation: string, consignment: string): Promise<readonly string[]> {
  const { json } = await world.query("customs1@AEAuthorityMSP", "custody:ListEvents", { consignment, pageSize: 100 });
  const { items } = json as unknown as { items: readonly { id: string }[] };
  await world.observed.catchUp();
  const keys = items.map(({ id }) => consentKey("custody", id));
  const given = keys.filter((key) => world.observed.hashIn(organisation, key) !== undefined);
  if (given.length === 0) throw new Error(`${organisation} has consented to no event of ${consignment}`);
  return given;
}

/** Takes an entry of a collection away, or puts something else there. */
export function privateWrite(organisation: string, key: string, way: "deletes" | "replaces"): PrivateWrite {
  return way === "deletes" ? { organisation, key } : { organisation, key, value: "something else" };
}
