// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Testing

@Suite("Dates in text")
struct DateTests {
  @Test(
    "ISO 8601",
    arguments: [
      ("2017-01-03", "2017-01-03"), ("2007-01-01 21:00", "2007-01-01T21:00:00Z"),
      ("2007-01-01T21:00:05.123Z", "2007-01-01T21:00:05.123000Z"),
      ("2022-07-25T09:15:00+05:30", "2022-07-25T03:45:00Z"),
      ("2022-01-01T00:30+01:00", "2021-12-31T23:30:00Z"),
      ("2021-12-31 23:01:00.000000", "2021-12-31T23:01:00Z"),
      ("2012-02-01 00:00:00+00:00", "2012-02-01"), (" 2017-01-03 ", "2017-01-03"),
      ("2017-01-03T00:00:00.123456789Z", "2017-01-03T00:00:00.123456Z"),
      ("2020-02-29", "2020-02-29"), ("0001-01-01", "0001-01-01"), ("9999-12-31", "9999-12-31"),
    ])
  func iso(text: String, expected: String) {
    #expect(parsedDate(text)?.description == expected)
  }

  @Test(
    "nothing else is read without a format",
    arguments: [
      "01/03/2017", "2017/01/03", "20170103", "2017-1-3", "2017-02-29", "2017-01-03T",
      "2017-01-03T24:00",
      "2017-01-03T12", "2017-01-03T12:60", "2017-01-03T12:00:60", "2017-01-03Z", "17-01-03", "",
      "2017-01-03T12:00+5", "2017-01-03T12:00z", "2017-01-03T12:00:00.", "1483401600", "2017-13-01",
      "2017-01-03T12:00 +01:00", "2017-01-03T12:00+01:60", "2017-01-03T12:00+24:00", "abc",
      "2017-01-03,", "2017-01-03T1:00", "٢٠١٧-٠١-٠٣",
    ])
  func notISO(text: String) {
    #expect(parsedDate(text) == nil)
  }

  @Test(
    "named formats",
    arguments: [
      ("%m/%d/%Y", "01/03/2017", "2017-01-03"), ("MM/dd/yyyy", "1/3/2017", "2017-01-03"),
      ("M/d/yyyy", "12/31/2018", "2018-12-31"), ("MM/dd/yy", "01/03/17", "2017-01-03"),
      ("%m/%d/%y", "01/03/69", "1969-01-03"), ("%m/%d/%y", "01/03/68", "2068-01-03"),
      ("%Y%m%d", "20170103", "2017-01-03"), ("yyyyMM", "192607", "1926-07-01"),
      ("%d.%m.%Y %H:%M:%S", "03.01.2017 21:05:09", "2017-01-03T21:05:09Z"),
      ("yyyy-MM-dd'", "2017-01-03'", "2017-01-03"), ("yyyy", "1926", "1926-01-01"),
      ("yyyy/MM/dd HH:mm:ss.SSS", "2017/01/03 00:00:00.5", "2017-01-03T00:00:00.500000Z"),
      ("%Y-%m-%dT%H:%M:%S%z", "2017-01-03T01:00:00+01:00", "2017-01-03"),
      ("yyyy/MM/ddTHH:mmZ", "2017/01/03T01:00Z", "2017-01-03T01:00:00Z"),
      ("epoch", "1483401600", "2017-01-03"),
      ("epoch", "1483401600.25", "2017-01-03T00:00:00.250000Z"),
      ("epoch-ms", "1483401600250", "2017-01-03T00:00:00.250000Z"),
      ("epoch", "-1", "1969-12-31T23:59:59Z"),
    ])
  func formats(format: String, text: String, expected: String) throws {
    let format = try DateFormat(format)
    #expect(parsedDate(text, format: format)?.description == expected)
  }

  @Test(
    "a format is all that is accepted then",
    arguments: [
      ("MM/dd/yyyy", "13/01/2017"), ("MM/dd/yyyy", "2017-01-03"), ("MM/dd/yyyy", "01/03/17"),
      ("%Y%m%d", "2017113"), ("%Y%m%d", "201701031"), ("MM/dd/yyyy", "02/30/2017"),
      ("epoch", "abc"),
      ("epoch", "1e30"), ("epoch-ms", ""), ("MM/dd/yyyy", ""), ("%H:%M %Y", "24:00 2017"),
      ("yyyy/MM/ddTHH:mmZ", "2017/01/03T01:00"), ("epoch", "1483401600.1234567"),
    ])
  func formatMismatch(format: String, text: String) throws {
    let format = try DateFormat(format)
    #expect(parsedDate(text, format: format) == nil)
  }

  @Test(
    "texts that are no format",
    arguments: [
      "", "%Q", "MM/dd", "%Y %Y", "yyyy %", "foo", "%Y%y", "dd yyyy", "YYYY-MM-DD", "%b %Y",
    ])
  func noFormat(text: String) {
    #expect(throws: DateFormatError.self) { try DateFormat(text) }
  }

  @Test(
    "the advice names the likely format",
    arguments: [
      ("01/03/2017", "MM/dd/yyyy"), ("1/3/2017", "M/d/yyyy"), ("01/03/17", "MM/dd/yy"),
      ("31/12/2017", "dd/MM/yyyy"), ("31.12.2017", "dd.MM.yyyy"), ("2017/01/03", "yyyy/MM/dd"),
      ("20170103", "yyyyMMdd"), ("201701", "yyyyMM"), ("1483401600", "epoch"),
      ("1483401600000", "epoch-ms"), ("01/03/2017 21:00", "\"MM/dd/yyyy HH:mm\""),
      ("2017-01", "yyyy-MM"),
    ])
  func advice(text: String, format: String) {
    let advice = DateAdvice.advice(for: text, format: nil)
    let isNamed = advice.hasSuffix("try --date-format \(format)")
    #expect(isNamed, "\(advice)")
  }

  @Test(
    "the advised format reads the date", arguments: ["01/03/2017", "31.12.2017", "201701", "2017"])
  func adviceWorks(text: String) throws {
    let advice = DateAdvice.advice(for: text, format: nil)
    let format = try #require(advice.split(separator: " ").last)
    let stamp = try parsedDate(text, format: DateFormat(String(format)))
    #expect(stamp != nil)
  }
}
