/** What people write around what they paste. Nothing in it is a fact. */
export interface Around {
  readonly title: string;
  readonly log: string;
  readonly end: string;
}

const AROUND = {
  English: {
    title: "Something is wrong with this listing.",
    log: "What the server wrote:",
    end: "It was tried twice; the ZIP question is open. Thanks!",
  },
  German: {
    title: "Mit diesem Inserat stimmt etwas nicht (Ticket 4711).",
    log: "Im Protokoll des Servers steht:",
    end: "Ein zweiter Versuch war nicht erfolgreich. Grüße aus Köln",
  },
  Portuguese: {
    title: "Algo está errado com este anúncio, desde ontem às 10:13.",
    log: "O que o servidor escreveu:",
    end: "Tentamos de novo, sem sucesso. Obrigada!",
  },
} as const satisfies Readonly<Record<string, Around>>;

export type Language = keyof typeof AROUND;
export const LANGUAGES = Object.keys(AROUND) as Language[];

export const around = (language: Language): Around => AROUND[language];
