// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { comparePartyNames } from "./party-names";

const LONG = "Solent and Thames Estuary Precision Electro-Optical Instruments Manufacturing Company Limited";

describe("comparePartyNames", () => {
  it.each([
    ["PK Rifle Ltd", "PK Rifle Ltd", undefined],
    ["PK Rifle Ltd", " PK  Rifle Ltd", "spacing"],
    ["PK Rifle Ltd", "PK RIFLE LTD", "letter case"],
    ["Zakłady Mechaniczne Łabędy S.A.", "ZAKLADY MECHANICZNE LABEDY S.A.", "accents or special letters"],
    ["Zakłady Mechaniczne Łabędy S.A.", "ZAKLADY MECHANICZNE LABEDY SA", "accents or special letters"],
    ["Ångström Ørsted AS", "ANGSTROM ORSTED AS", "accents or special letters"],
    ["Yıldırım Elektronik A.Ş.", "YILDIRIM ELEKTRONIK A.S.", "accents or special letters"],
    ["Karachi Instruments Ltd", "Karachi Instruments Limited", "abbreviation"],
    ["Karachi & Sindh Instruments Ltd", "KARACHI AND SINDH INSTRUMENTS LTD", "punctuation or spacing"],
    ["Groß & Söhne GmbH", "GROSS & SOHNE GMBH", "accents or special letters"],
    ["Groß & Söhne GmbH", "GROSS & SOEHNE GMBH", "transcribed letters"],
    [
      "Groß & Söhne GmbH",
      "Gross & Soehne Gesellschaft mit beschraenkter Haftung",
      "abbreviation and transcribed letters",
    ],
    ["Société d'Études Électroniques", "SOCIETE D’ETUDES ELECTRONIQUES", "accents or special letters"],
    ["Škoda Elektrika a.s.", "SKODA ELEKTRIKA AS", "accents or special letters"],
    ["Fabryka Broni Sp. z o.o.", "FABRYKA BRONI SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", "abbreviation"],
    ["Karachi Instruments (Private) Limited", "KARACHI INSTRUMENTS PVT LTD", "abbreviation"],
    ["Karachi Instruments (Pvt) Ltd", "Karachi Instruments Ltd", "legal form left out"],
    ["Karachi Instruments Ltd", "Karachi Instruments", "legal form left out"],
    [LONG, LONG.slice(0, 70), "cut after 70 characters"],
    [LONG, LONG.slice(0, 35).toUpperCase(), "cut after 35 characters"],
    [
      "Zakład Produkcji Specjalnej Gamrat i Synowie S.A.",
      "ZAKLAD PRODUKCJI SPECJALNEJ GAMRAT ",
      "cut after 35 characters",
    ],
  ])("%s and %s differ in spelling: %s", (left, right, differs) => {
    const expected = differs === undefined ? { likeness: "same" } : { likeness: "spelling", differs };
    expect(comparePartyNames(left, right)).toEqual(expected);
    expect(comparePartyNames(right, left)).toEqual(expected);
  });

  it.each([
    ["PK Rifle Ltd", "PK Rifles Ltd"],
    ["Karachi Instruments GmbH", "Karachi Instruments AG"],
    ["Karachi Instruments GmbH", "Karachi Instruments GmbH & Co. KG"],
    ["Karachi Instruments Ltd", "Lahore Instruments Ltd"],
    [LONG, LONG.slice(0, 60)],
    [LONG, `${LONG.slice(0, 69)}X`],
    ["Ltd", "Limited Company Ltd X"],
    ["-", "."],
    ["Норд", "Nord"],
  ])("%s and %s are different", (left, right) => {
    expect(comparePartyNames(left, right)).toEqual({ likeness: "different", differs: "name" });
  });
});
