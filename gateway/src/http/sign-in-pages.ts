// SPDX-License-Identifier: Apache-2.0
import type { DemonstrationGroup } from "../application/sign-in/demonstration.js";
import { escaped, page } from "./page.js";
import type { Problem } from "./problem.js";

/** The page on which one signs in as anybody of the demonstration, one button each. */
export function demonstrationPage(groups: readonly DemonstrationGroup[], returnTo: string): string {
  const sections = groups.map(
    ({ organisation, people }) =>
      `<h2>${escaped(organisation)}</h2><table>${people.map((person) => personRow(person, returnTo)).join("")}</table>`,
  );
  return page(
    "Licet: sign in to the demonstration",
    "<h1>Sign in to the demonstration</h1>" +
      '<p class="notice"><strong>This is a demonstration.</strong> Its consortium, its people and its goods are made up, and whoever ' +
      "reaches this page acts as anyone of them. A network that others rely on has no such page.</p>" +
      sections.join(""),
  );
}

function personRow({ label, name, role }: DemonstrationGroup["people"][number], returnTo: string): string {
  return (
    `<tr><td><form method="post" action="/auth/demonstration"><input type="hidden" name="person" value="${escaped(label)}">` +
    `<input type="hidden" name="return" value="${escaped(returnTo)}"><button>${escaped(name)}</button></form></td>` +
    `<td>${escaped(role.replaceAll("-", " "))}</td></tr>`
  );
}

/** What went wrong while signing in, for whoever looks at it in a browser. */
export function problemPage({ title, detail, next, code, details, instance }: Problem): string {
  const facts = Object.entries(details).map(
    ([name, value]) =>
      `<tr><th>${escaped(name)}</th><td><code>${escaped(typeof value === "string" ? value : JSON.stringify(value))}</code></td></tr>`,
  );
  return page(
    title,
    `<h1>${escaped(title)}</h1><p>${escaped(detail)}</p><p>${escaped(next)}</p><table>${facts.join("")}</table>` +
      `<p><a href="/auth/sign-in">Sign in</a></p><p><a href="/problems/${code}"><code>${code}</code></a>, ${escaped(instance)}</p>`,
  );
}
