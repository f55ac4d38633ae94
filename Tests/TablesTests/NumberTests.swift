import Tables
import Testing

@Suite struct `Every number` {
  /// 1/8 = 0.125; 2.5 % = 1/40; −1/8; 5/2; 0.05 % of 1 is 1/2000.
  @Test func `is rounded half away from zero, in decimal and once`() {
    #expect(NumberFormat.decimals(2).text(.ratio(1, 8)) == "0.13")
    #expect(NumberFormat.decimals(2).text(.ratio(-1, 8)) == "-0.13")
    #expect(NumberFormat.decimals(2).text(.real(0.125)) == "0.13")
    #expect(NumberFormat.decimals(0).text(.ratio(5, 2)) == "3")
    #expect(NumberFormat.percent.text(.ratio(1, 2000)) == "0.1")
    #expect(NumberFormat.percent.text(.ratio(-1, 2000)) == "-0.1")
    #expect(NumberFormat.percent.text(.real(0.0005)) == "0.1")
    #expect(NumberFormat.percent.text(.ratio(2, 3)) == "66.7")
    #expect(NumberFormat.percent.text(.ratio(999_999, 1_000_000)) == "100.0")
  }

  /// 1.005 as a double is printed 1.005 and so rounds up, as a reader of the digits would.
  @Test func `counts as the decimal that a reader sees`() {
    #expect(NumberFormat.decimals(2).text(.real(1.005)) == "1.01")
    #expect(NumberFormat.decimals(2).text(.ratio(1005, 1000)) == "1.01")
  }

  @Test func `loses its sign when it becomes zero`() {
    #expect(NumberFormat.percent.text(.real(-0.0001)) == "0.0")
    #expect(NumberFormat.percent.text(.ratio(0, 7)) == "0.0")
    #expect(Number.real(-0.0).machineText == "0")
  }

  /// 24/94 = 0.2553191489361702, 1/3 = 0.3333…, 2/3 = 0.6666…7 at ten digits.
  @Test func `has the digits of its double and no exponent for machines`() {
    #expect(Number.ratio(24, 94).machineText == "0.2553191489361702")
    #expect(Number.ratio(1, 4).machineText == "0.25")
    #expect(Number.ratio(2, 3).machineText == "0.6666666666666666")
    #expect(Number.ratio(1, 3_000_000).machineText == "0.00000033333333333333335")
    #expect(Number.whole(12_345).machineText == "12345")
    #expect(Number.real(1e-7).machineText == "0.0000001")
    #expect(Number.real(-0.1 - 0.2).machineText == "-0.30000000000000004")
    #expect(Number.ratio(7, 1).machineText == "7")
    #expect(Number.real(1.5e17).machineText == "150000000000000000")
  }

  @Test func `is a whole count, or shows the part of a person`() {
    #expect(NumberFormat.count.text(.whole(1234)) == "1234")
    #expect(NumberFormat.count.text(.sum(12.0)) == "12")
    #expect(NumberFormat.count.text(.sum(12.25)) == "12.3")
  }
}
