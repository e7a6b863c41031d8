// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";
import { MEDIA_TYPES, type MediaType } from "./media-types.js";
import { type TextCheck, textCheckFor } from "./text-check.js";

/** As much of a file's beginning as programs look at to guess what it is (WHATWG MIME Sniffing: 1445 bytes; PDF readers: 1024). */
const HEAD_BYTES = 1_536;

/** As much of a file's end as can hold an archive's directory end with its comment (ZIP: 22 and 65,535 bytes). */
const TAIL_BYTES = 65_557;

/** What makes a browser take a file for a page. */
const PAGE_MARKS: readonly string[] = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<svg"];

/** Ends a ZIP archive's directory: whatever stands before it, programs open such a file as an archive. */
const ARCHIVE_END = Buffer.from("504b0506", "hex");

/** What RAR and 7z archives begin with; programs look for it behind whatever stands before, as in archives that unpack themselves. */
const ARCHIVE_MARKS: readonly Buffer[] = [Buffer.from("526172211a07", "hex"), Buffer.from("377abcaf271c", "hex")];
const ARCHIVE_MARK_BYTES = 6;

/**
 * Looks at a file while it comes: whether it is of the type that it is declared as, and of no other besides. It holds the file's head
 * and tail, and no more.
 */
export class ContentCheck {
  readonly #name: string;
  readonly #type: MediaType;
  readonly #text: TextCheck | undefined;
  #head: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  #headChecked = false;
  /** The last bytes that came, in which a mark may have begun. */
  #begun: Buffer = Buffer.alloc(0);
  #marked = false;

  /** @param name a name of the table of media types */
  constructor(name: string) {
    const type = MEDIA_TYPES[name];
    if (type === undefined) throw new RangeError(`${name} is not among the media types.`);
    this.#name = name;
    this.#type = type;
    this.#text = textCheckFor(type.text);
  }

  /** @throws {GatewayError} DOCUMENT_NOT_AS_DECLARED, DOCUMENT_CONTENT_REFUSED. */
  update(bytes: Uint8Array): void {
    if (this.#head.length < HEAD_BYTES) {
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, HEAD_BYTES - this.#head.length)]);
      if (this.#head.length === HEAD_BYTES) this.#checkHead();
    }
    this.#lookForMarks(bytes);
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    this.#text?.update(bytes);
  }

  /** @throws {GatewayError} DOCUMENT_NOT_AS_DECLARED, DOCUMENT_CONTENT_REFUSED. */
  finish(): void {
    this.#checkHead();
    if (this.#type.ends?.(this.#tail) === false) throw this.#notAsDeclared("does not end as one");
    if (this.#marked || isArchive(this.#tail)) throw refused("archive", "The file is an archive as well.");
    this.#text?.finish();
  }

  #checkHead(): void {
    if (this.#headChecked) return;
    this.#headChecked = true;
    if (!this.#type.begins(this.#head)) throw this.#notAsDeclared("does not begin as one");
    if (this.#name !== "application/pdf" && this.#head.includes("%PDF-")) {
      throw refused("pdf", "The file is a PDF document as well.");
    }
    if (this.#type.text === "xml") return;
    const start = this.#head.toString("latin1").toLowerCase();
    if (PAGE_MARKS.some((mark) => start.includes(mark))) throw refused("page", "A browser takes the file for a page.");
  }

  #lookForMarks(bytes: Uint8Array): void {
    const looked = Buffer.concat([this.#begun, bytes]);
    this.#marked ||= ARCHIVE_MARKS.some((mark) => looked.includes(mark));
    this.#begun = looked.subarray(-(ARCHIVE_MARK_BYTES - 1));
  }

  #notAsDeclared(how: string): GatewayError {
    return new GatewayError("DOCUMENT_NOT_AS_DECLARED", `The file is declared as ${this.#name} and ${how}.`, {
      declared: this.#name,
    });
  }
}

/** The mark alone stands in one picture of many by chance; the two disk numbers behind it are 0, or all ones in ZIP64. */
function isArchive(tail: Buffer): boolean {
  for (let at = tail.indexOf(ARCHIVE_END); at >= 0; at = tail.indexOf(ARCHIVE_END, at + 1)) {
    const disks = tail.toString("hex", at + ARCHIVE_END.length, at + ARCHIVE_END.length + 4);
    if (disks === "00000000" || disks === "ffffffff") return true;
  }
  return false;
}

function refused(found: string, sentence: string): GatewayError {
  return new GatewayError("DOCUMENT_CONTENT_REFUSED", sentence, { found });
}
