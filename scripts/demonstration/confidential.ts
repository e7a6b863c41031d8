// SPDX-License-Identifier: Apache-2.0
import { PARTIES } from "./actors.js";
import { GOODS, PLACES } from "./goods.js";

/** What must not stand in any block: names, goods, control codes, values, end use, seal numbers, exact positions. */
const CONFIDENTIAL: readonly string[] = [
  ...Object.values(PARTIES).flatMap(({ content }) => [content.name, content.address]),
  ...Object.values(PARTIES).flatMap(({ content }) => content.identifiers.map(({ value }) => value)),
  GOODS.description.slice(0, 24),
  GOODS.commodityCode,
  GOODS.controlCode,
  GOODS.endUse.slice(0, 24),
  GOODS.seal.number,
  // The statistical value of the declared item, as the message writes it and in pence.
  "12040",
  "1204000",
  "PKR-2026-114",
  "SSS-4711",
  ...Object.values(PLACES).flatMap(({ latitude, longitude }) => [String(latitude), String(longitude)]),
];

/** The confidential texts that stand in bytes by themselves: digits within a longer hexadecimal number are a hash's, by chance. */
export function confidentialIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString("latin1");
  return CONFIDENTIAL.filter((confidential) => standing(confidential).test(text));
}

function standing(confidential: string): RegExp {
  const written = Buffer.from(confidential, "utf8").toString("latin1");
  const literal = written.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![0-9a-f])${literal}(?![0-9a-f])`);
}
