// SPDX-License-Identifier: Apache-2.0
import type { CertificateAction } from "@licet/domain/certificate/transitions";
import { ownerOfReference } from "@licet/domain/shared/ownership";
import { type ReactElement, useState } from "react";
import { type Certificate, expireCertificate, reinstateCertificate } from "../../../api/certificates";
import { useSession } from "../../../api/session";
import { Button, ButtonRow } from "../../../components/button";
import { Panel } from "../../../components/panel";
import { useWords } from "../../../words/use-words";
import { DeliverySheet } from "./delivery-sheet";
import { PlainSheet } from "./plain-sheet";
import { RepudiateSheet } from "./repudiate-sheet";
import type { SheetProps } from "./sheet-props";

/** Acts on a certificate that was signed or certified, in the order in which they are offered. */
const ACTS = ["fulfil", "expire", "repudiate", "reinstate"] as const satisfies readonly CertificateAction[];
type Act = (typeof ACTS)[number];

const SHEETS: Readonly<Record<Act, (props: SheetProps) => ReactElement>> = {
  fulfil: DeliverySheet,
  repudiate: RepudiateSheet,
  expire: (props) => <PlainSheet {...props} act="expire" send={expireCertificate} />,
  reinstate: (props) => <PlainSheet {...props} act="reinstate" send={reinstateCertificate} />,
};

interface StandingPanelProps {
  readonly record: Certificate;
  /** Whether the ledger's table lets one's role take an act on the certificate as it is. */
  readonly may: (action: CertificateAction) => boolean;
}

/** What officers of the certificate's own state may still do with it; nothing for anybody else. */
export function StandingPanel({ record, may }: StandingPanelProps): ReactElement | null {
  const t = useWords();
  const { organisation, role } = useSession();
  const [act, setAct] = useState<Act>();
  const isOwn = organisation === ownerOfReference(record.id) && role !== "end-user";
  const acts = ACTS.filter((each) => may(each) && (each !== "expire" || hasEnded(record)));
  if (!isOwn || acts.length === 0) return null;
  if (act !== undefined && acts.includes(act)) {
    const Sheet = SHEETS[act];
    return <Sheet record={record} onClose={() => setAct(undefined)} />;
  }
  return (
    <Panel title={t("end-use.standing.title")}>
      <ButtonRow>
        {acts.map((each) => (
          <Button key={each} onPress={() => setAct(each)}>
            {t(`end-use.standing.${each}`)}
          </Button>
        ))}
      </ButtonRow>
    </Panel>
  );
}

/** Whether its last day is over, by the calendar of UTC as the ledger has it. */
function hasEnded({ validTo }: Certificate): boolean {
  return validTo !== undefined && validTo < new Date().toISOString().slice(0, "2026-11-26".length);
}
