// SPDX-License-Identifier: Apache-2.0
import { type MspId, ownerOfLicence, type Role } from "@licet/domain";
import type { EventName, EventPayload, KnownAnnouncement } from "../blocks/announcement.js";
import type { NoticeKind } from "../ports/notices.js";

/** Whom an event concerns. */
export type Audience =
  /** The people of an organisation who have one of the roles. */
  | { readonly who: "officers"; readonly organisation: MspId; readonly roles: readonly Role[] }
  /** The people who act for a party. */
  | { readonly who: "party"; readonly party: string }
  /** The people who act for a party of the consignment: exporter, custodian, consignee. */
  | { readonly who: "parties-of"; readonly consignment: string }
  /** The people of this gateway who have checked the record. */
  | { readonly who: "checkers-of"; readonly record: string };

/** What is to be told of an event, and to whom. */
export interface NoticePlan {
  readonly kind: NoticeKind;
  readonly audience: Audience;
}

type Plan<N extends EventName> = (payload: EventPayload<N>) => NoticePlan;

const changed = (record: string): NoticePlan => ({ kind: "status-change", audience: { who: "checkers-of", record } });
const ofLicence = ({ licence }: { readonly licence: string }): NoticePlan => changed(licence);
const ofCertificate = ({ certificate }: { readonly certificate: string }): NoticePlan => changed(certificate);
const ofConsignment = ({ consignment }: { readonly consignment: string }): NoticePlan => changed(consignment);

/** What each event is told as; an event that is not here is told to nobody. */
const PLANS: { readonly [N in EventName]?: Plan<N> } = {
  LicenceActionRequested: ({ licence }) => ({
    kind: "countersignature",
    audience: { who: "officers", organisation: ownerOfLicence(licence), roles: ["senior-licensing-officer"] },
  }),
  CustodyProposed: ({ receivedBy }) => ({ kind: "custody-offer", audience: { who: "party", party: receivedBy } }),
  ConsignmentHeld: ({ consignment }) => ({ kind: "hold", audience: { who: "parties-of", consignment } }),
  LicenceSuspended: ofLicence,
  LicenceActionConfirmed: ofLicence,
  LicenceSurrendered: ofLicence,
  CertificateWithdrawn: ofCertificate,
  CertificateRepudiated: ofCertificate,
  CertificateReinstated: ofCertificate,
  ConsignmentInvalidated: ofConsignment,
};

/** What is to be told of an event; undefined where nobody is told anything. */
export function noticeFor({ name, payload }: Pick<KnownAnnouncement, "name" | "payload">): NoticePlan | undefined {
  return (PLANS[name] as Plan<EventName> | undefined)?.(payload as EventPayload<EventName>);
}
