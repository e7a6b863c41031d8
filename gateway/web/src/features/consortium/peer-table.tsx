// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Ref } from "../../components/ref";
import { Sign, type SignKind } from "../../components/sign";
import { useNow } from "../../words/use-now";
import { useFormats, useWords } from "../../words/use-words";
import type { Network } from "./queries";

/** Days before a certificate's end from which it is warned of, as the gateway's log does. */
const WARNING_DAYS = 30;
const DAY_MS = 86_400_000;
const LOOK_AGAIN_SECONDS = 60;
/** Blocks that a peer may be short of without anybody's being told: it hears of each within moments. */
const BEHIND_MAX = 2;

interface PeerTableProps {
  readonly network: Network;
  /** Organisations of all members; undefined while they are not known. */
  readonly members: readonly string[] | undefined;
}

/** Each organisation's peer: its height, how far it is behind, and until when its certificate holds. A member of whom nothing is heard is unknown. */
export function PeerTable({ network, members = [] }: PeerTableProps): ReactElement {
  const t = useWords();
  const heard = [{ organisation: network.organisation, height: network.height, behind: 0 }, ...network.others];
  const silent = members.filter((member) => !heard.some(({ organisation }) => organisation === member));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("consortium.peers.table")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("consortium.organisation")}</th>
            <th scope="col">{t("consortium.standing")}</th>
            <th scope="col" className="num">
              {t("consortium.height")}
            </th>
            <th scope="col" className="num">
              {t("consortium.behind")}
            </th>
            <th scope="col">{t("consortium.certificate")}</th>
          </tr>
        </thead>
        <tbody>
          {heard.map((peer, at) => (
            <PeerRow key={`${peer.organisation}/${at}`} peer={peer} network={network} isOwn={at === 0} />
          ))}
          {silent.map((organisation) => (
            <tr key={organisation}>
              <th scope="row">
                <Ref>{organisation}</Ref>
              </th>
              <td>
                <Standing sign="unknown">{t("consortium.silent")}</Standing>
              </td>
              <td className="num">{t("consortium.unknown")}</td>
              <td className="num">{t("consortium.unknown")}</td>
              <td>
                <CertificateEnd network={network} organisation={organisation} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PeerRowProps {
  readonly peer: Network["others"][number];
  readonly network: Network;
  readonly isOwn: boolean;
}

function PeerRow({ peer, network, isOwn }: PeerRowProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const { organisation, height, behind } = peer;
  const isLate = behind > BEHIND_MAX;
  return (
    <tr>
      <th scope="row">
        <Ref>{organisation}</Ref> {isOwn && <span className="muted t14">{t("consortium.own")}</span>}
      </th>
      <td>
        <Standing sign={isLate ? "refer" : "pass"}>{t(isLate ? "consortium.late" : "consortium.current")}</Standing>
      </td>
      <td className="num">{integer(height)}</td>
      <td className="num">{integer(behind)}</td>
      <td>
        <CertificateEnd network={network} organisation={organisation} />
      </td>
    </tr>
  );
}

function Standing({ sign, children }: { readonly sign: SignKind; readonly children: string }): ReactElement {
  return (
    <span className="standing">
      <Sign kind={sign} size="small" />
      {children}
    </span>
  );
}

interface CertificateEndProps {
  readonly network: Network;
  readonly organisation: string;
}

/** Only peers that have endorsed lately have shown a certificate. */
function CertificateEnd({ network, organisation }: CertificateEndProps): ReactElement {
  const t = useWords();
  const { day } = useFormats();
  const now = useNow(LOOK_AGAIN_SECONDS);
  const end = network.certificates.find((one) => one.organisation === organisation)?.notAfter;
  if (end === undefined) return <Standing sign="unknown">{t("consortium.certificate.unseen")}</Standing>;
  const days = Math.floor((new Date(end).getTime() - now.getTime()) / DAY_MS);
  if (days < 0) return <Standing sign="stop">{t("consortium.certificate.over", { day: day(end) })}</Standing>;
  if (days < WARNING_DAYS) {
    return <Standing sign="refer">{t("consortium.certificate.soon", { day: day(end), days })}</Standing>;
  }
  return <>{t("consortium.certificate.until", { day: day(end) })}</>;
}
