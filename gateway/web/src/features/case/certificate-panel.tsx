// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "@licet/domain/licence/schemas";
import { type ReactElement, useState } from "react";
import { type Application, useList } from "../../api/licensing";
import { SelectField } from "../../components/choice-fields";
import { Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { CompareCertificate } from "../../shared/compare-certificate";
import { useLicensingWords } from "../../shared/licensing-words";
import { useWords } from "../../words/use-words";

interface CertificatePanelProps {
  readonly application: Application;
  readonly content: LicenceContent;
}

const CERTIFICATES_MAX = 50;

/** End-use certificates of the end user beside the application. Nothing on the ledger says which is meant until one is bound. */
export function CertificatePanel({ application, content }: CertificatePanelProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const [picked, setPicked] = useState("");
  const query = useList("certificates", { party: content.endUser.party, pageSize: CERTIFICATES_MAX, order: "newest" });
  return (
    <Panel title={t("licensing.compare.title")}>
      <Answer query={query}>
        {({ items, coverage }) =>
          items.length === 0 ? (
            <EmptyState title={t("case.certificate.none")}>{coverage.sentence}</EmptyState>
          ) : (
            <div className="stack">
              <SelectField
                name="certificate"
                label={t("case.certificate.which")}
                hint={t("case.certificate.which.hint")}
                options={items.map(({ id, status }) => ({
                  value: id,
                  label: t("case.certificate.option", { id, status: status === null ? "" : words.status(status) }),
                }))}
                value={picked}
                onChange={setPicked}
              />
              {picked !== "" && (
                <CompareCertificate
                  key={picked}
                  certificate={picked}
                  licence={content}
                  terms={application.terms?.lines ?? []}
                  licensing={application.id.slice(0, 2)}
                />
              )}
            </div>
          )
        }
      </Answer>
    </Panel>
  );
}
