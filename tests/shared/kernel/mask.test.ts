import { describe, expect, it } from 'vitest';
import { maskName, maskPhone, maskText } from '../../../shared/kernel/mask.ts';

describe('masking', () => {
  it.each([['张三', '张**'], ['欧阳明月', '欧**'], ['𠮷田', '𠮷**'], [' 李四 ', '李**'], ['王', '王**'], ['', '匿名'], ['  ', '匿名'], [undefined, '匿名']])('the name %j is %j', (name, masked) => { expect(maskName(name)).toBe(masked); });

  it.each([['13812341234', '138****1234'], [' 13812345678 ', '138****5678'], ['0395-8861234', '039****1234'], ['12345', '****45'], ['', ''], [undefined, '']])('the phone %j is %j', (phone, masked) => { expect(maskPhone(phone)).toBe(masked); });

  it.each([
    ['我叫张三，电话13812345678。', '张三', '我叫张**，电话138****5678。'],
    ['打0395-8861234找张三或张三丰', '张三', '打0395-****234找张**或张**丰'],
    ['身份证411122198001012345，另一个41112219800101234X', undefined, '身份证411122********2345，另一个411122********234X'],
    // Numbers that identify nobody stay: order numbers, sums, years, long figures.
    ['2026年补贴3400元，编号202605180001234', undefined, '2026年补贴3400元，编号202605180001234'],
    ['路灯坏了', '王', '路灯坏了'], ['王家村的王婶', '王', '王家村的王婶'], ['=1+1 <b>𠮷</b> 😀', '张三', '=1+1 <b>𠮷</b> 😀'], ['$& $1 张三', '张三', '$& $1 张**'],
  ])('the text %j of %j is %j', (text, name, masked) => { expect(maskText(text, name)).toBe(masked); });
});
