// SPDX-License-Identifier: Apache-2.0

/** Legal forms and other words of a firm's name in full, without accents and in capital letters, with their abbreviation. */
const IN_FULL: readonly (readonly [words: string, abbreviation: string])[] = [
  ["PUBLIC LIMITED COMPANY", "PLC"],
  ["LIMITED LIABILITY COMPANY", "LLC"],
  ["LIMITED LIABILITY PARTNERSHIP", "LLP"],
  ["PUBLIC JOINT STOCK COMPANY", "PJSC"],
  ["JOINT STOCK COMPANY", "JSC"],
  ["FREE ZONE ESTABLISHMENT", "FZE"],
  ["GESELLSCHAFT MIT BESCHRANKTER HAFTUNG", "GMBH"],
  ["GESELLSCHAFT MIT BESCHRAENKTER HAFTUNG", "GMBH"],
  ["AKTIENGESELLSCHAFT", "AG"],
  ["KOMMANDITGESELLSCHAFT", "KG"],
  ["SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA", "SPZOO"],
  ["SP Z O O", "SPZOO"],
  ["SPOLKA AKCYJNA", "SA"],
  ["SOCIETE ANONYME", "SA"],
  ["SOCIEDAD ANONIMA", "SA"],
  ["SOCIETE A RESPONSABILITE LIMITEE", "SARL"],
  ["SOCIETE PAR ACTIONS SIMPLIFIEE", "SAS"],
  ["SOCIETA PER AZIONI", "SPA"],
  ["SOCIETA A RESPONSABILITA LIMITATA", "SRL"],
  ["NAAMLOZE VENNOOTSCHAP", "NV"],
  ["BESLOTEN VENNOOTSCHAP", "BV"],
  ["ANONIM SIRKETI", "AS"],
  ["AKCIOVA SPOLECNOST", "AS"],
  ["AKSJESELSKAP", "AS"],
  ["AKTIESELSKAB", "AS"],
  ["AKTIEBOLAG", "AB"],
  ["OSAKEYHTIO", "OY"],
  ["KABUSHIKI KAISHA", "KK"],
  ["SENDIRIAN BERHAD", "SDN BHD"],
  ["PROPRIETARY", "PTY"],
  ["PRIVATE", "PVT"],
  ["LIMITED", "LTD"],
  ["INCORPORATED", "INC"],
  ["CORPORATION", "CORP"],
  ["COMPANY", "CO"],
];

/** Legal forms that tell firms of one name apart. */
const FORMS: ReadonlySet<string> = new Set(
  (
    "AB AD AG AS ASA BHD BV CORP DOO EAD EOOD FZCO FZE GMBH INC JSC KFT KG KK LLC LLP LP LTD NV OOO OY OYJ PJSC PLC " +
    "SA SARL SAS SE SPA SPZOO SRL SRO ZRT"
  ).split(" "),
);

/** Words beside a legal form that tell nobody apart. */
const BESIDE: ReadonlySet<string> = new Set(["AND", "CO", "PTE", "PTY", "PVT", "SDN"]);

/** A firm's name with its legal form taken off. */
export interface NameParts {
  readonly stem: string;
  /** Legal forms in order, such as "GMBH KG"; empty where the name has none. */
  readonly forms: string;
}

/**
 * Words of a name, with legal forms in their abbreviation, whether they are written in full, with points or without.
 * @param words in capital letters without accents, one space between them.
 */
export function abbreviated(words: string): string {
  const short = IN_FULL.reduce((text, [full, abbreviation]) => replaceWords(text, full, abbreviation), words);
  // Points make words of single letters: S.A. is S A, and is SA.
  return short.replace(/(?<=\b[A-Z0-9]) (?=[A-Z0-9]\b)/g, "");
}

/** Takes the legal form off the end of an abbreviated name; a name that is nothing else keeps it. */
export function withoutForm(words: string): NameParts {
  const all = words.split(" ");
  let end = all.length;
  while (end > 1 && (FORMS.has(all[end - 1] ?? "") || BESIDE.has(all[end - 1] ?? ""))) end -= 1;
  const forms = all.slice(end).filter((word) => FORMS.has(word));
  return { stem: all.slice(0, end).join(" "), forms: forms.join(" ") };
}

function replaceWords(text: string, words: string, by: string): string {
  return ` ${text} `.replaceAll(` ${words} `, ` ${by} `).trim();
}
