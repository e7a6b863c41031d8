// SPDX-License-Identifier: Apache-2.0
import { SaxesParser } from "saxes";
import { GatewayError } from "../../errors/gateway-error.js";

/** A file of text that is read while it comes. */
export interface TextCheck {
  /** @throws {GatewayError} DOCUMENT_NOT_AS_DECLARED, DOCUMENT_CONTENT_REFUSED. */
  update(bytes: Uint8Array): void;
  /** @throws {GatewayError} DOCUMENT_NOT_AS_DECLARED, DOCUMENT_CONTENT_REFUSED. */
  finish(): void;
}

/** How deep elements stand within one another at most. */
const DEPTH_MAX = 200;

/** Namespaces of elements that a browser runs. */
const ACTIVE_NAMESPACES: readonly string[] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];

/** Roots that a browser takes for the above where no namespace is given. */
const ACTIVE_ROOTS: readonly string[] = ["html", "svg"];

/** What a file may call its encoding: UTF-8, and ASCII, which is a part of it. */
const UTF8_NAMES: readonly string[] = ["utf-8", "utf8", "us-ascii", "ascii"];

/** Characters that no text has: controls but tab, line feed, form feed and carriage return. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** The check for a type's text; undefined for what is no text. */
export function textCheckFor(text: "plain" | "xml" | undefined): TextCheck | undefined {
  if (text === undefined) return undefined;
  return new DecodedText(text === "xml" ? new XmlReader() : new PlainReader());
}

interface CharacterReader {
  read(characters: string): void;
  finish(): void;
}

/** Text in UTF-8 from beginning to end, whatever the pieces that it comes in. */
class DecodedText implements TextCheck {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #reader: CharacterReader;

  constructor(reader: CharacterReader) {
    this.#reader = reader;
  }

  update(bytes: Uint8Array): void {
    this.#reader.read(this.#decoded(bytes, true));
  }

  finish(): void {
    this.#reader.read(this.#decoded(new Uint8Array(0), false));
    this.#reader.finish();
  }

  #decoded(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream });
    } catch {
      throw notAsDeclared("The file is no text in UTF-8.");
    }
  }
}

class PlainReader implements CharacterReader {
  read(characters: string): void {
    if (CONTROLS.test(characters)) throw notAsDeclared("The file is declared as text and holds control characters.");
  }

  finish(): void {
    // Every beginning of a text is a text.
  }
}

/** Well-formed XML that names no program of its own: no document type, no style sheet, nothing of HTML or SVG. */
class XmlReader implements CharacterReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  #depth = 0;

  constructor() {
    const parser = this.#parser;
    parser.on("error", () => {
      throw notAsDeclared("The file is declared as XML and is not well-formed.");
    });
    parser.on("xmldecl", ({ encoding }) => {
      // Whoever believes the file would read other characters than were looked at here.
      if (encoding !== undefined && !UTF8_NAMES.includes(encoding.toLowerCase()))
        throw notAsDeclared("The file says that it is in another encoding than UTF-8.");
    });
    parser.on("doctype", () => {
      throw refused("document-type", "The file has a document type definition.");
    });
    parser.on("processinginstruction", ({ target }) => {
      if (target.toLowerCase().startsWith("xml-stylesheet"))
        throw refused("style-sheet", "The file names a style sheet.");
    });
    parser.on("opentag", ({ local, uri }) => this.#enter(local, uri));
    parser.on("closetag", () => {
      this.#depth -= 1;
    });
  }

  read(characters: string): void {
    this.#parser.write(characters);
  }

  finish(): void {
    this.#parser.close();
  }

  #enter(local: string, uri: string): void {
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw notAsDeclared(`The file's elements stand more than ${DEPTH_MAX} deep.`);
    const isActive =
      ACTIVE_NAMESPACES.includes(uri) || (this.#depth === 1 && ACTIVE_ROOTS.includes(local.toLowerCase()));
    if (isActive) throw refused("page", "The file holds what a browser runs.");
  }
}

function notAsDeclared(sentence: string): GatewayError {
  return new GatewayError("DOCUMENT_NOT_AS_DECLARED", sentence);
}

function refused(found: string, sentence: string): GatewayError {
  return new GatewayError("DOCUMENT_CONTENT_REFUSED", sentence, { found });
}
