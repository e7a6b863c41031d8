// SPDX-License-Identifier: Apache-2.0

/** What has been started and must end, in the order of its start. */
export type Stops = (() => Promise<void>)[];

/** Ends everything, the last started first. */
export async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

/** Where a network is started, what ends with it, and what ends the start. */
export interface Starting {
  readonly home: string;
  readonly portBase: number;
  readonly stops: Stops;
  readonly signal: AbortSignal;
}
