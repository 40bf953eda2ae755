import { describe, expect, test } from 'vitest';
import { workbook } from '../../../fakes/workbook.ts';
import { answer, BLACK, inLook, ROWS, read, WHITE } from './read.ts';

describe('conditional formats', () => {
  const WHITE_FONT = `<dxf><font><color ${WHITE}/></font></dxf>`;
  const rule = (attributes: string, inside = '', places = 'A4:E4') =>
    `<conditionalFormatting sqref="${places}"><cfRule priority="1" ${attributes}>${inside}</cfRule></conditionalFormatting>`;
  const flagsUnder = async (behind: string, differences = WHITE_FONT) => {
    const { byCode } = await read(workbook([{ name: 'Hinnasto', rows: ROWS, behind }], {}, { differences }));
    expect(byCode.TAAA?.flags).toEqual([]);
    return byCode.TBBB?.flags ?? [];
  };
  const formula = (text: string) => `<formula>${text}</formula>`;

  test.each([
    ['white by a formula', rule('type="expression" dxfId="0"', formula('$E4&gt;1')), WHITE_FONT],
    [
      'struck by a formula',
      rule('type="expression" dxfId="0"', formula('$F4=1')),
      '<dxf><font><strike/></font></dxf>',
    ],
    [
      'black behind black',
      rule('type="expression" dxfId="0"', formula('A1')),
      `<dxf><fill><patternFill><bgColor ${BLACK}/></patternFill></fill></dxf>`,
    ],
    [
      'hidden by its format',
      rule('type="expression" dxfId="0"', formula('A1')),
      '<dxf><numFmt numFmtId="164" formatCode=";;;"/></dxf>',
    ],
    [
      'a word in place of the number',
      rule('type="expression" dxfId="0"', formula('TRUE')),
      '<dxf><numFmt numFmtId="164" formatCode="&quot;MYYTY&quot;"/></dxf>',
    ],
    ...['#,##0 &quot;SEK&quot;', '0,', '0&quot;0&quot;', '&quot;from &quot;0'].map(
      (format): [string, string, string] => [
        `printed as ${format}`,
        rule('type="expression" dxfId="0"', formula('$F4=1')),
        `<dxf><numFmt numFmtId="164" formatCode="${format}"/></dxf>`,
      ],
    ),
    [
      'white above an amount',
      rule('type="cellIs" operator="greaterThan" dxfId="0"', formula('18800')),
      WHITE_FONT,
    ],
    ['white where doubled', rule('type="duplicateValues" dxfId="0"'), WHITE_FONT],
    [
      'bars in place of numbers',
      rule('type="dataBar"', '<dataBar showValue="0"><color rgb="FF638EC6"/></dataBar>'),
      '',
    ],
    ['icons in place of numbers', rule('type="iconSet"', '<iconSet showValue="0"/>'), ''],
    [
      'black at one end of a scale',
      rule('type="colorScale"', `<colorScale><color ${BLACK}/><color ${WHITE}/></colorScale>`),
      '',
    ],
  ])('%s: doubted', async (_, behind, differences) => {
    expect(await flagsUnder(behind, differences)).not.toEqual([]);
  });

  test('of the newer kind, with a look of their own: doubted', async () => {
    const behind = `<extLst><ext xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="expression" priority="1"><xm:f>Sheet2!$A$1=1</xm:f><x14:dxf><font><color ${WHITE}/></font></x14:dxf></x14:cfRule><xm:sqref>A4:B4 E4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`;
    expect(await flagsUnder(behind, '')).toEqual(['faint']);
  });

  test.each([
    [
      'stripes',
      rule('type="expression" dxfId="0"', formula('MOD(ROW(),2)=0')),
      '<dxf><fill><patternFill><bgColor rgb="FFEEEEEE"/></patternFill></fill></dxf>',
    ],
    ['white where it is 0', rule('type="cellIs" operator="equal" dxfId="0"', formula('0')), WHITE_FONT],
    [
      'white between other amounts',
      rule('type="cellIs" operator="between" dxfId="0"', formula('1') + formula('100')),
      WHITE_FONT,
    ],
    [
      'white where there is an error',
      rule('type="containsErrors" dxfId="0"', formula('ISERROR(A4)')),
      WHITE_FONT,
    ],
    ['white in other rows', rule('type="expression" dxfId="0"', formula('TRUE'), 'A5:E9 G1'), WHITE_FONT],
    [
      'printed with cents and in groups',
      rule('type="expression" dxfId="0"', formula('TRUE')),
      '<dxf><numFmt numFmtId="164" formatCode="#,##0.00"/></dxf>',
    ],
    ['bars', rule('type="dataBar"', '<dataBar><color rgb="FF638EC6"/></dataBar>'), ''],
    [
      'a scale from red to green',
      rule(
        'type="colorScale"',
        '<colorScale><color rgb="FFF8696B"/><color rgb="FFFFEB84"/><color rgb="FF63BE7B"/></colorScale>',
      ),
      '',
    ],
  ])('%s: harmless', async (_, behind, differences) => {
    const { byCode } = await read(workbook([{ name: 'Hinnasto', rows: ROWS, behind }], {}, { differences }));
    expect(byCode.TBBB?.flags).toEqual([]);
  });

  test('that show what is white otherwise: doubted', async () => {
    const behind = rule('type="expression" dxfId="0"', formula('$E4&gt;1'));
    const list = await inLook(
      { color: WHITE },
      { behind },
      { differences: `<dxf><font><color ${BLACK}/></font></dxf>` },
    );
    expect(answer(list)).toBe('held');
  });
});
