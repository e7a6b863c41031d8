// SPDX-License-Identifier: Apache-2.0

/**
 * Whether something that was kept has the shape of a sample: the same members, texts where it has texts, and lists whose entries have
 * the shape of the sample's first.
 */
export function hasShape<Shape>(value: unknown, sample: Shape): value is Shape {
  if (typeof sample === "string") return typeof value === "string";
  if (Array.isArray(sample)) {
    const [entry] = sample as readonly unknown[];
    return Array.isArray(value) && value.every((each) => hasShape(each, entry));
  }
  if (typeof sample !== "object" || sample === null) return false;
  return typeof value === "object" && value !== null && hasMembers(value as Record<string, unknown>, sample);
}

function hasMembers(value: Readonly<Record<string, unknown>>, sample: object): boolean {
  const members = Object.entries(sample);
  return (
    Object.keys(value).length === members.length &&
    members.every(([name, member]) => Object.hasOwn(value, name) && hasShape(value[name], member))
  );
}
