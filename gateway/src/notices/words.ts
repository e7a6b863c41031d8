// SPDX-License-Identifier: Apache-2.0
import type { NoticeKind, NoticeLanguage } from "../ports/notices.js";

/** What a notice says in one language. None of it depends on what the notice is about. */
export interface Words {
  /** By kind: the subject, and the sentence that says what waits and in which list. */
  readonly kinds: Readonly<Record<NoticeKind, { readonly subject: string; readonly text: string }>>;
  /** Stands before the address of the gateway. */
  readonly signIn: string;
  /** Why it says no more, and how to get no more of it. */
  readonly footer: string;
}

/** The words of every language. The Arabic needs the eye of a native reader before it is relied on. */
export const WORDS: Readonly<Record<NoticeLanguage, Words>> = {
  en: {
    kinds: {
      countersignature: {
        subject: "An act awaits your countersignature",
        text: "An officer has asked for an act that needs a second signature. It is in your list of acts to countersign.",
      },
      "custody-offer": {
        subject: "Goods are offered to you",
        text: "Somebody wants to hand goods over to you. The offer is in your list of offers, with the time until which it stands.",
      },
      hold: {
        subject: "A consignment of yours is held",
        text: "A state has stopped a consignment that you have to do with. The reason is in the consignment's record.",
      },
      "status-change": {
        subject: "Something you checked has changed since",
        text: "A record that you checked has another status now. It is marked in your list of checks.",
      },
      "deadline-near": {
        subject: "A date is near",
        text: "Something that you look after ends or lapses soon. Your lists show what, sorted by date.",
      },
      "deadline-passed": {
        subject: "A date has passed",
        text: "Something that you look after has lapsed, and nobody has ended it. Your lists show it as overdue.",
      },
    },
    signIn: "Sign in to see it:",
    footer: "For confidentiality this message says no more. You set there which of these messages you get.",
  },
  fr: {
    kinds: {
      countersignature: {
        subject: "Un acte attend votre contreseing",
        text: "Un agent a demandé un acte qui exige une seconde signature. Il figure dans votre liste des actes à contresigner.",
      },
      "custody-offer": {
        subject: "Des marchandises vous sont proposées",
        text: "Quelqu'un souhaite vous remettre des marchandises. L'offre figure dans votre liste des offres, avec son délai.",
      },
      hold: {
        subject: "Un de vos envois est retenu",
        text: "Un État a arrêté un envoi qui vous concerne. Le motif figure dans le dossier de l'envoi.",
      },
      "status-change": {
        subject: "Un élément que vous avez contrôlé a changé depuis",
        text: "Un dossier que vous avez contrôlé a maintenant un autre statut. Il est signalé dans votre liste des contrôles.",
      },
      "deadline-near": {
        subject: "Une échéance approche",
        text: "Un élément dont vous avez la charge prend bientôt fin. Vos listes, triées par échéance, indiquent lequel.",
      },
      "deadline-passed": {
        subject: "Une échéance est passée",
        text: "Un élément dont vous avez la charge est arrivé à échéance sans que personne y ait mis fin. Vos listes le signalent en retard.",
      },
    },
    signIn: "Connectez-vous pour le consulter :",
    footer:
      "Par souci de confidentialité, ce message n'en dit pas plus. Vous y choisissez les messages que vous recevez.",
  },
  de: {
    kinds: {
      countersignature: {
        subject: "Ein Vorgang wartet auf Ihre Gegenzeichnung",
        text: "Ein Bediensteter hat einen Vorgang beantragt, der eine zweite Unterschrift braucht. Er steht in Ihrer Liste der Gegenzeichnungen.",
      },
      "custody-offer": {
        subject: "Ihnen werden Waren zur Übernahme angeboten",
        text: "Jemand möchte Ihnen Waren übergeben. Das Angebot steht mit seiner Frist in Ihrer Liste der Angebote.",
      },
      hold: {
        subject: "Eine Ihrer Sendungen wird angehalten",
        text: "Ein Staat hat eine Sendung angehalten, mit der Sie zu tun haben. Der Grund steht im Datensatz der Sendung.",
      },
      "status-change": {
        subject: "Etwas, das Sie geprüft haben, hat sich seither geändert",
        text: "Ein Datensatz, den Sie geprüft haben, hat jetzt einen anderen Status. Er ist in Ihrer Liste der Prüfungen gekennzeichnet.",
      },
      "deadline-near": {
        subject: "Eine Frist läuft bald ab",
        text: "Etwas, für das Sie zuständig sind, endet bald. Ihre Listen zeigen, nach Frist geordnet, was es ist.",
      },
      "deadline-passed": {
        subject: "Eine Frist ist abgelaufen",
        text: "Etwas, für das Sie zuständig sind, ist abgelaufen, ohne dass es jemand beendet hat. Ihre Listen zeigen es als überfällig.",
      },
    },
    signIn: "Melden Sie sich an, um ihn zu sehen:",
    footer:
      "Aus Gründen der Vertraulichkeit sagt diese Nachricht nicht mehr. Dort stellen Sie ein, welche Nachrichten Sie erhalten.",
  },
  ar: {
    kinds: {
      countersignature: {
        subject: "إجراء ينتظر توقيعكم الثاني",
        text: "طلب أحد الموظفين إجراءً يحتاج إلى توقيع ثانٍ، وهو في قائمة الإجراءات التي تنتظر توقيعكم.",
      },
      "custody-offer": {
        subject: "بضائع معروضة عليكم للاستلام",
        text: "يرغب طرف في تسليمكم بضائع. العرض في قائمة العروض لديكم مع مهلته.",
      },
      hold: {
        subject: "إحدى إرسالياتكم موقوفة",
        text: "أوقفت دولة إرسالية تخصكم. السبب مذكور في سجل الإرسالية.",
      },
      "status-change": {
        subject: "تغيّر ما سبق أن تحققتم منه",
        text: "سجل تحققتم منه أصبحت له حالة أخرى الآن، وهو مُعلَّم في قائمة عمليات التحقق لديكم.",
      },
      "deadline-near": {
        subject: "موعد يقترب",
        text: "أمر يقع ضمن مسؤوليتكم ينتهي قريبًا. تبيّنه قوائمكم مرتبةً حسب الموعد.",
      },
      "deadline-passed": {
        subject: "موعد انقضى",
        text: "أمر يقع ضمن مسؤوليتكم انقضى موعده ولم يُنهِه أحد. تُظهره قوائمكم متأخرًا.",
      },
    },
    signIn: "سجّلوا الدخول للاطلاع عليه:",
    footer: "حفاظًا على السرية لا تتضمن هذه الرسالة تفاصيل أخرى. يمكنكم هناك اختيار الرسائل التي تصلكم.",
  },
};
