// SPDX-License-Identifier: Apache-2.0
import { feature } from "topojson-client";
import coarse from "world-atlas/land-110m.json?url";
import fine from "world-atlas/land-50m.json?url";

/** Land of the world as GeoJSON. */
export type Land = ReturnType<typeof feature>;

/** From so many degrees across on, the coarse outline is as good as the fine one. */
const COARSE_FROM_DEGREES = 60;

const kept = new Map<string, Promise<Land>>();

/**
 * Land of the world from Natural Earth, kept with the application, in the detail that a map so many degrees across can show.
 * @throws {Error} where it cannot be fetched.
 */
export async function landFor(degreesAcross: number): Promise<Land> {
  const address = degreesAcross >= COARSE_FROM_DEGREES ? coarse : fine;
  const land = kept.get(address) ?? fetched(address);
  kept.set(address, land);
  try {
    return await land;
  } catch (failed) {
    kept.delete(address);
    throw failed;
  }
}

async function fetched(address: string): Promise<Land> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  const topology = (await response.json()) as Parameters<typeof feature>[0];
  const { land } = topology.objects;
  if (land === undefined) throw new Error(`${address} holds no land.`);
  return feature(topology, land);
}
