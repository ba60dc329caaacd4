/** English words that questions of any kind have, as they are stemmed. */
const functionWords = new Set(
  (
    'a an and ar are be by can could did do doe does for from get had ha has have how i if in into ' +
    'is it me my of on or our shall should so that the their there thes these thi this those to ' +
    'wa was want were what when where which who whi why will with would you your'
  ).split(' '),
);

/** How much of its weight a term of a query keeps: little, where it says nothing of what is asked for. */
export const shareOfTerm = (term: string): number => (functionWords.has(term) ? 0.3 : 1);
