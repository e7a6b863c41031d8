// SPDX-License-Identifier: Apache-2.0
import { ROLES, type Role } from "@licet/domain/shared/roles";
import { useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { type DemonstrationPerson, signInAs, type SignInMeans } from "../../api/session";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { Latin } from "../../components/ref";
import { useWords } from "../../words/use-words";
import { RequestErrorState } from "../../shared/request-error-state";

interface DemonstrationPeopleProps {
  readonly groups: NonNullable<SignInMeans["demonstration"]>;
  /** Whom the address names: offered before the others. */
  readonly first: string | null;
  /** Settles once the page knows who is signed in. */
  readonly onSignedIn: () => Promise<void>;
}

interface Somebody extends DemonstrationPerson {
  readonly organisation: string;
}

/** Everybody of the demonstration, by what they do; one press signs in. */
export function DemonstrationPeople({ groups, first, onSignedIn }: DemonstrationPeopleProps): ReactElement {
  const t = useWords();
  const people = groups.flatMap(({ organisation, people: own }) => own.map((each) => ({ ...each, organisation })));
  const { mutate, isPending, variables, error, reset } = useMutation({
    mutationFn: (person: string) => signInAs(person).then(onSignedIn),
  });
  return (
    <section className="stack" aria-label={t("frame.signIn.demonstration")}>
      <h2 className="sign-in-h">{t("frame.signIn.demonstration")}</h2>
      <p className="muted">{t("frame.signIn.demonstration.lead")}</p>
      {error !== null && <RequestErrorState error={error} onAgain={reset} />}
      <p className="vh" role="status">
        {isPending && t("frame.signIn.asking", { person: variables })}
      </p>
      {people.some(({ person }) => person === first) && first !== null && (
        <p>
          <Button kind="main" notReady={isPending} onPress={() => mutate(first)}>
            {t("frame.signIn.as", { person: first })}
          </Button>
        </p>
      )}
      <div className="sign-in-roles">
        {ROLES.map((role) => (
          <RolePanel
            key={role}
            role={role}
            people={people.filter((each) => each.role === role)}
            isBusy={isPending}
            onChoose={mutate}
          />
        ))}
      </div>
    </section>
  );
}

interface RolePanelProps {
  readonly role: Role;
  readonly people: readonly Somebody[];
  readonly isBusy: boolean;
  readonly onChoose: (person: string) => void;
}

function RolePanel({ role, people, isBusy, onChoose }: RolePanelProps): ReactElement | null {
  const t = useWords();
  if (people.length === 0) return null;
  return (
    <Panel title={t(`frame.role.${role}`)}>
      <p className="t14 muted">{t(`frame.does.${role}`)}</p>
      <ul className="sign-in-people">
        {people.map(({ person, name, organisation, office, party }) => (
          <li key={person}>
            <button
              type="button"
              className="btn btn-quiet btn-full"
              aria-disabled={isBusy || undefined}
              onClick={() => {
                if (!isBusy) onChoose(person);
              }}
            >
              <b>
                <Latin>{name}</Latin>
              </b>
              <span className="t14">
                <Latin>{[organisation, office ?? party].filter((each) => each !== null).join(", ")}</Latin>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
