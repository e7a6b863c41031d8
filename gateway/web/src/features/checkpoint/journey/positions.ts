// SPDX-License-Identifier: Apache-2.0
import type { Position } from "../../../components/map-projection";

/** Where ports and airports lie, degrees east and north to a tenth; places that are not here stand in the list alone. */
const POSITIONS: Readonly<Record<string, Position>> = {
  AEAUH: [54.4, 24.5],
  AEDXB: [55.3, 25.3],
  AEJEA: [55.0, 25.0],
  BEANR: [4.4, 51.2],
  BRSSZ: [-46.3, -24.0],
  CNSHA: [121.5, 31.2],
  DEBRV: [8.6, 53.5],
  DEFRA: [8.6, 50.0],
  DEHAM: [10.0, 53.5],
  DJJIB: [43.1, 11.6],
  EGPSD: [32.3, 31.3],
  ESALG: [-5.4, 36.1],
  ESVLC: [-0.3, 39.4],
  FRLEH: [0.1, 49.5],
  FRMRS: [5.4, 43.3],
  GBDVR: [1.3, 51.1],
  GBFXT: [1.4, 51.9],
  GBLGP: [0.5, 51.5],
  GBLHR: [-0.5, 51.5],
  GBSOU: [-1.4, 50.9],
  GRPIR: [23.6, 37.9],
  INBOM: [72.9, 19.1],
  INMUN: [69.7, 22.8],
  INNSA: [72.9, 18.9],
  ITGOA: [8.9, 44.4],
  JPTYO: [139.8, 35.6],
  JPYOK: [139.6, 35.4],
  KRPUS: [129.0, 35.1],
  LKCMB: [79.9, 6.9],
  MACAS: [-7.6, 33.6],
  MTMAR: [14.5, 35.8],
  NLAMS: [4.9, 52.4],
  NLRTM: [4.5, 51.9],
  OMSLL: [54.0, 16.9],
  PKBQM: [67.3, 24.8],
  PKKHI: [67.0, 24.8],
  PLGDN: [18.7, 54.4],
  QADOH: [51.5, 25.3],
  SAJED: [39.2, 21.5],
  SGSIN: [103.8, 1.3],
  TRIST: [29.0, 41.0],
  TRMER: [34.6, 36.8],
  USLAX: [-118.3, 33.7],
  USNYC: [-74.0, 40.7],
};

/** Where a place lies, as far as this map knows. */
export function positionOf(place: string): Position | undefined {
  return POSITIONS[place];
}
