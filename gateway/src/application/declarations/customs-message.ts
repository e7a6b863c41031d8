// SPDX-License-Identifier: Apache-2.0
import { type KnownMessage, movementKind, responseKind } from "./message-kinds.js";
import { notSupported } from "./refusals.js";
import type { XmlElement } from "./xml-element.js";

/** Declarations of the WCO data model, in the Declaration Management Service's version of it and in others. */
const WCO_NAMESPACE = /^urn:wco:datamodel:WCO:/;

/** Inventory linking for exports (HMRC). */
const INVENTORY_LINKING = "http://gov.uk/customs/inventoryLinking/v1";

/** What to do in place of sending an answer of customs here, by its name. */
const INSTEAD: Readonly<Record<string, string>> = {
  DMSROG: "Customs record the release on the consignment's export release.",
  DMSCLE: "Customs record the release on the consignment's export release.",
  DMSEOG: "The exit is recorded by the carrier's handover at the place of exit.",
  DMSINV: "Customs record the cancellation on the consignment's invalidation.",
  EDL: "The departure is recorded by the carrier's handover at the place of exit.",
};

/**
 * The declaration of a message, whatever envelope it comes in: SOAP, the data model's MetaData, a sender's own.
 * @throws {GatewayError} DECLARATION_NOT_SUPPORTED where there is none, where there are several, and for what customs themselves send,
 *   by its name.
 */
export function declarationIn(root: XmlElement): XmlElement {
  const [message, ...others] = messagesIn(root);
  if (message === undefined) {
    const kind = root.name.slice(0, 64);
    throw notSupported(`The message is ${kind}, and no customs declaration is in it.`, { message: kind });
  }
  if (others.length > 0) {
    throw notSupported(`The message holds ${others.length + 1} customs messages; send each on its own.`);
  }
  if (message.name === "Declaration") return message;
  throw recognised(kindOf(message), message);
}

/** Customs messages of a tree; what is inside of one is a part of it. */
function messagesIn(element: XmlElement): readonly XmlElement[] {
  return isMessage(element) ? [element] : element.children.flatMap(messagesIn);
}

/** Whether an element is a customs message by name and namespace; samples of customs leave the data model's namespace out. */
function isMessage({ name, namespace }: XmlElement): boolean {
  if (namespace === INVENTORY_LINKING) return name.startsWith("inventoryLinking");
  if (namespace !== "" && !WCO_NAMESPACE.test(namespace)) return false;
  return name === "Declaration" || name === "Response";
}

function kindOf(message: XmlElement): KnownMessage {
  return message.name === "Response"
    ? responseKind(message.textAt("FunctionCode") ?? "")
    : movementKind(message.name, message.textAt("messageCode") ?? "");
}

function recognised({ name, meaning }: KnownMessage, message: XmlElement): Error {
  const instead = Object.hasOwn(INSTEAD, name) ? ` ${INSTEAD[name] ?? ""}` : "";
  return notSupported(`The message is ${meaning} (${name}). It declares nothing.${instead}`, {
    message: name,
    element: message.name,
  });
}
