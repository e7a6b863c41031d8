// SPDX-License-Identifier: Apache-2.0
import { page } from "./page.js";

/** What stands in the application's place where it has not been built: how to build it, and what works without it. */
export function notBuiltPage(): string {
  return page(
    "Licet: the web application is not built",
    "<h1>Licet</h1><p>Export licences, end-use certificates and the custody of controlled goods on a permissioned ledger. " +
      "This is a gateway of it.</p>" +
      '<p class="notice"><strong>The web application has not been built.</strong> Build it with <code>npm run build</code> in the ' +
      "project's folder and start the gateway again. Everything below works without it.</p><ul>" +
      '<li><a href="/docs">The interface, to read and try</a> (<a href="/openapi.json">OpenAPI 3.1</a>)</li>' +
      '<li><a href="/auth/sign-in">Sign in</a>, for people; systems use tokens</li>' +
      '<li><a href="/problems">Error codes</a> and what to do about each</li>' +
      '<li><a href="/readyz">Whether the ledger can be reached</a>, <a href="/metrics">counters</a></li></ul>',
  );
}
