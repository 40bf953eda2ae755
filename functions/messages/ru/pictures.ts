import type { PICTURES as EN } from '../en/pictures.ts';
import type { Translation } from '../message.ts';
import { fileTerm } from './terms.ts';
import { figures } from './words.ts';

export const PICTURES: Translation<typeof EN> = {
  'picture-other': {
    why: ({ file, kind }) =>
      `${file} — это ${fileTerm(kind)}, как бы файл ни назывался, а Авито принимает только JPEG и PNG.`,
    whatToDo: 'Сохраните снимок в JPEG и загрузите его.',
  },
  'picture-broken': {
    why: ({ file }) => `${file} обрезан или повреждён: целого снимка в нём нет.`,
    whatToDo: 'Загрузите снимок ещё раз с камеры или телефона или сохраните его заново в JPEG.',
  },
  'picture-heavy': {
    why: ({ file, most }) => `${file} больше ${figures(most)} МБ, а Авито такие фотографии не принимает.`,
    whatToDo: 'Сохраните снимок меньшего размера и загрузите его.',
  },
  'picture-small': {
    why: ({ file, widthPx, heightPx }) =>
      `В ${file} всего ${widthPx} × ${heightPx} точек: машину так не показать.`,
    whatToDo: 'Загрузите сам снимок, а не его миниатюру: не меньше 300 точек по каждой стороне.',
  },
  'picture-vast': {
    why: ({ file, widthPx, heightPx }) =>
      `В ${file} ${widthPx} × ${heightPx} точек: столько не открывает ни одна площадка.`,
    whatToDo: 'Сохраните снимок меньшего размера и загрузите его.',
  },
  'picture-not-come': {
    why: ({ file }) => `${file} не дошёл или пролежал больше суток.`,
    whatToDo: 'Загрузите его ещё раз.',
  },
  'pictures-full': {
    why: ({ most }) => `У дилера может быть не больше ${figures(most)} фотографий.`,
    whatToDo: 'Удалите те, которые нигде не показаны: их назовёт npx feedwright pictures list.',
  },
  'picture-unknown': {
    why: ({ name }) => `Фотографии ${name} среди загруженных дилером нет.`,
    whatToDo: 'Какие есть, покажет npx feedwright pictures list.',
  },
  'picture-shown': {
    why: ({ namedBy }) => `Фотография показана: ${namedBy.join(', ')}.`,
    whatToDo: 'Сначала уберите её оттуда.',
  },
};
