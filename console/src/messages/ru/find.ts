/** The search over what a dealer has. */
export const FIND = {
  title: 'Поиск',
  label: 'Код, модель, цвет, имя файла',
  hint: 'Ищет технику, страницы каталогов и файлы: по коду, словам или их части, с опечатками тоже.',
  nothing: 'Ничего не нашлось. То, что появилось после последнего фида, найдётся со следующим.',
  wordsOnly: 'Искали только по словам: поиск по смыслу сейчас недоступен.',
  someByWords: (count: number) => `Пока только по словам находится: ${count}.`,
  byMeaning: 'по смыслу',
  kinds: { machine: 'Техника', 'book-page': 'Страница каталога', document: 'Файл' },
  page: (document: string, page: number) => `${document}, стр. ${page}`,
};
