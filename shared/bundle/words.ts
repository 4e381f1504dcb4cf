/** Why a bundle was not made or not taken, in a sentence: what is the matter, and what to do. Whatever it is, nothing here was changed. */

/** What may be wrong with the file itself. */
export type BundleFault = 'not-a-bundle' | 'damaged' | 'newer-version' | 'forged';
/** Why the county's reply is not taken, although it is whole. */
export type ReplyRefusal = 'reply-known' | 'reply-gap' | 'reply-other-log' | 'reply-forged' | 'county-unknown';
export type BundleRefusal = BundleFault | ReplyRefusal | 'other-recipient' | 'no-recipient' | 'nothing-lacking' | 'wrong-code' | 'code-malformed' | 'foreign-scope' | 'unreadable' | 'nothing-to-carry' | 'cancelled' | 'not-enrolled';

export const BUNDLE_REFUSAL_TEXT: Readonly<Record<BundleRefusal, string>> = {
  'not-a-bundle': '这个文件不是民情簿导出的交换文件。请选文件名以“.mqb”结尾的那个。',
  damaged: '这个文件不完整或坏了，一条也没有导入。请在那台电脑上重新导出一次，等它说“已写好”再拔U盘。',
  'newer-version': '这个文件是新版民情簿做的，这台电脑上的版本还不认识。请先升级这台电脑，或在那台电脑上联网上传。',
  forged: '这个文件的签名和县里登记的那台电脑对不上，可能被人改过，一条也没有导入。请在那台电脑上重新导出一次；还是不对，请告诉县里。',
  'reply-known': '县里这封回信说的，本机都知道了，不用再导入。',
  'reply-gap': '县里这封回信接不上：它是从本机还没有的地方写起的（本机恢复过旧备份，或中间少收了一封）。请在本机再导出一次交给县里，用县里新的回信。',
  'reply-other-log': '县里这封回信和本机已有的记录对不上（县里恢复过备份）。没有导入；请让这台电脑联网一次，会自动补齐。',
  'reply-forged': '这封回信的签名不是本机所属的县的，没有导入。请核对是不是拿错了文件；没有拿错，请告诉县里。',
  'county-unknown': '本机还没有县里的签名，核对不了这封回信，没有导入。请让这台电脑联网一次，再导入。',
  'other-recipient': '这个文件是锁给县里（或另一台电脑）的，这台电脑打不开。要在这里导入，请在那台电脑上改用口令再导出一次。',
  'no-recipient': '本机还不知道它的锁（对方要先升级，本机再联网一次）。这次请改用口令。',
  'nothing-lacking': '照那台电脑上次的文件看，它什么也不缺，不用带。',
  'wrong-code': '口令对不上，没有打开。请照着那台电脑屏幕上的口令再输一次；一直不对，就在那台电脑上重新导出。',
  'code-malformed': '口令是10位字母和数字，请照着那台电脑屏幕上的再输一次。',
  'foreign-scope': '这是别的乡镇的文件，您的账号不能看那里的台账，没有导入。请核对是不是拿错了文件。',
  unreadable: '文件读不出来了，U盘可能拔掉了。一条也没有导入，请插好U盘再选一次。',
  'nothing-to-carry': '这个范围里还没有记录，没有可以导出的。请换一个范围。',
  cancelled: '已取消，没有动任何记录。',
  'not-enrolled': '这台电脑还没有接入县级服务器，还不能交换。请先接入。',
};

/** Why an entry of a whole bundle was left out. */
export type LeftOut = 'signature-false' | 'county-only' | 'type-unknown' | 'version-newer' | 'body-invalid';

export const LEFT_OUT_WORDS: Readonly<Record<LeftOut, string>> = {
  'signature-false': '签名和写它的电脑对不上，可能被人改过，没有收',
  'county-only': '正式编号和使用人名单只由县里下发，联网后自己会来',
  'type-unknown': '新版软件的记录，这台电脑升级后再导入一次即可',
  'version-newer': '新版软件的记录，这台电脑升级后再导入一次即可',
  'body-invalid': '内容不合规定，没有收',
};
