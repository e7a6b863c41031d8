// SPDX-License-Identifier: Apache-2.0
import { CertificateId } from "@licet/domain/shared/references";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import { type LicenceView, useList } from "../../api/licensing";
import { useSession } from "../../api/session";
import { SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { CompareCertificate } from "../../shared/compare-certificate";
import type { ContentShown } from "../../shared/licence-content";
import { useLicensingWords } from "../../shared/licensing-words";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";

interface DependsPanelProps {
  readonly view: LicenceView;
  readonly content: ContentShown;
}

const CERTIFICATES_MAX = 50;
const BINDABLE = ["end-user-signed", "authority-certified", "verified-on-paper"];
const OFFICERS: readonly string[] = ["licensing-officer", "senior-licensing-officer"];

/** The end-use certificate that the licence rests on: the bound one, or the choice of one to bind. */
export function DependsPanel({ view, content }: DependsPanelProps): ReactElement {
  const t = useWords();
  const { licence } = view;
  return (
    <Panel
      title={t("licence.depends")}
      note={t(licence.certificateRequired ? "licence.depends.required" : "licence.depends.notRequired")}
    >
      {licence.boundCertificate === undefined ? (
        <Unbound view={view} content={content} />
      ) : (
        <Comparison certificate={licence.boundCertificate} view={view} content={content} />
      )}
    </Panel>
  );
}

function Unbound({ view, content }: DependsPanelProps): ReactElement {
  const t = useWords();
  const { role, organisation } = useSession();
  const isOffice = organisation === `${view.licence.authority}AuthorityMSP`;
  if (role === null || !OFFICERS.includes(role) || !isOffice)
    return <EmptyState title={t("licence.depends.none")}>{t("licence.depends.noneAbout")}</EmptyState>;
  if (content.state === "disclosed")
    return <BindForm view={view} content={content} endUser={content.content.endUser.party} />;
  return (
    <EmptyState title={t(`licensing.part.${content.state}`)}>{t(`licensing.part.${content.state}.about`)}</EmptyState>
  );
}

interface ComparisonProps extends DependsPanelProps {
  readonly certificate: string;
}

function Comparison({ certificate, view, content }: ComparisonProps): ReactElement {
  const t = useWords();
  if (content.state !== "disclosed") {
    return (
      <EmptyState title={t(`licensing.part.${content.state}`)}>{t(`licensing.part.${content.state}.about`)}</EmptyState>
    );
  }
  const { lines, authority } = view.licence;
  return <CompareCertificate certificate={certificate} licence={content.content} terms={lines} licensing={authority} />;
}

function BindForm({ view, content, endUser }: DependsPanelProps & { readonly endUser: string }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const [picked, setPicked] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const { number } = view.licence;
  const query = useList("certificates", {
    party: endUser,
    status: BINDABLE,
    pageSize: CERTIFICATES_MAX,
    order: "newest",
  });
  const sending = useRecorded((certificate: string, key) => {
    const params = { path: { certificate }, header: { "Idempotency-Key": key } };
    return contentOf(api.POST("/v1/certificates/{certificate}/binding", { params, body: { licence: number } }));
  });
  const send = (): void => {
    const checked = CertificateId.safeParse(picked);
    setWrong(checked.success ? [] : [{ field: "certificate", message: t("licence.bind.wrong") }]);
    if (checked.success) sending.send(checked.data);
  };
  return (
    <Answer query={query}>
      {({ items, coverage }) =>
        items.length === 0 ? (
          <EmptyState title={t("licence.bind.none")}>{coverage.sentence}</EmptyState>
        ) : (
          <SendForm
            label={t("licence.bind.title")}
            act={t("licence.bind.press")}
            sending={sending}
            wrong={wrong}
            onSend={send}
          >
            <SelectField
              name="certificate"
              label={t("licence.bind.which")}
              options={items.map(({ id, status }) => ({
                value: id,
                label: t("licence.bind.option", { id, status: status === null ? "" : words.status(status) }),
              }))}
              value={picked}
              onChange={setPicked}
            />
            {picked !== "" && <Comparison key={picked} certificate={picked} view={view} content={content} />}
            <p className="note">{t("licence.bind.means")}</p>
          </SendForm>
        )
      }
    </Answer>
  );
}
