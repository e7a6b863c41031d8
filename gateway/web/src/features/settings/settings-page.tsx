// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useSession } from "../../api/session";
import { Facts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Latin, Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { MailForm } from "./mail-form";
import { MailList } from "./mail-list";
import { useMailSettings } from "./queries";

/** One's own settings. */
export function SettingsPage(): ReactElement {
  const t = useWords();
  return (
    <>
      <PageTitle>{t("settings.title")}</PageTitle>
      <PageHead title={t("settings.title")} lead={t("settings.lead")} />
      <div className="stack">
        <Panel title={t("settings.mail")}>
          <Answer query={useMailSettings()} lines={5}>
            {(settings) => (
              <div className="narrow-form">
                <MailForm settings={settings} />
              </div>
            )}
          </Answer>
        </Panel>
        <Panel title={t("settings.mails")} padded={false}>
          <MailList />
        </Panel>
        <SessionPanel />
      </div>
    </>
  );
}

function SessionPanel(): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const { person, office, party, by, session } = useSession();
  return (
    <Panel title={t("settings.session")}>
      <Facts
        facts={[
          { label: t("settings.person"), value: <Latin>{person}</Latin> },
          ...(office === null ? [] : [{ label: t("settings.office"), value: <Ref>{office}</Ref> }]),
          ...(party === null ? [] : [{ label: t("settings.party"), value: <Ref>{party}</Ref> }]),
          { label: t("settings.by"), value: t(`settings.by.${by}`) },
          ...(session === null
            ? []
            : [
                { label: t("settings.started"), value: moment(session.startedAt) },
                { label: t("settings.idleEnds"), value: moment(session.idleEndsAt) },
                { label: t("settings.ends"), value: moment(session.endsAt) },
              ]),
        ]}
      />
      <p className="muted t14">{t("settings.session.out")}</p>
    </Panel>
  );
}
