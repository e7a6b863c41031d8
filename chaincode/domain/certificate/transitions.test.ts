// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { ROLES } from "../shared/roles";
import { transition } from "../shared/transitions";
import { ALL_SHOWN } from "../testing/evidence";
import { CERTIFICATE_ACTIONS, CERTIFICATE_STATUSES, CERTIFICATE_TRANSITIONS } from "./transitions";

const ALLOWED: Readonly<Record<string, string>> = {
  "draft sign": "end-user-signed",
  "draft certify": "authority-certified",
  "draft verify-paper": "verified-on-paper",
  "draft withdraw": "withdrawn",
  "end-user-signed certify": "authority-certified",
  "end-user-signed bind": "bound",
  "end-user-signed expire": "expired",
  "end-user-signed withdraw": "withdrawn",
  "end-user-signed repudiate": "repudiated",
  "authority-certified bind": "bound",
  "authority-certified expire": "expired",
  "authority-certified withdraw": "withdrawn",
  "authority-certified repudiate": "repudiated",
  "verified-on-paper bind": "bound",
  "verified-on-paper expire": "expired",
  "verified-on-paper withdraw": "withdrawn",
  "verified-on-paper repudiate": "repudiated",
  "bound bind": "bound",
  "bound fulfil": "fulfilled",
  "bound expire": "expired",
  "bound withdraw": "withdrawn",
  "bound repudiate": "repudiated",
  "fulfilled bind": "fulfilled",
  "fulfilled expire": "expired",
  "fulfilled withdraw": "withdrawn",
  "fulfilled repudiate": "repudiated",
  "repudiated reinstate": "bound",
};

describe("certificate transitions", () => {
  for (const from of CERTIFICATE_STATUSES) {
    for (const action of CERTIFICATE_ACTIONS) {
      const to = ALLOWED[`${from} ${action}`];
      it(`${action} from ${from} ${to === undefined ? "is refused" : `leads to ${to}`}`, () => {
        const outcomes = ROLES.map((role) => {
          try {
            return transition(CERTIFICATE_TRANSITIONS, { subject: "it", from, action, role }, ALL_SHOWN).to;
          } catch (error) {
            return error instanceof LicetError ? error.code : "another error";
          }
        });
        const expected = to === undefined ? ["TRANSITION_NOT_ALLOWED"] : ["ROLE_NOT_ALLOWED", to];
        expect([...new Set(outcomes)].sort()).toEqual(expected.sort());
      });
    }
  }
});
